import { implement } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';
import { Notification, shell, type MessagePortMain } from 'electron';
import { hostContract } from '../contract/host.ts';
import { Failure } from '../core/model/failure.ts';
import { failureError } from '../engine/failure-error.ts';
import { chooseFile } from './choose-file.ts';
import { keychain, unwrapKey, wrapKey } from './keychain.ts';

/** Answers, on the engine's port, the few things only main can do. */
export function serveHostContract(port: MessagePortMain): void {
  // Only what a person chose here can be shown: a path from anywhere else is refused.
  const chosen = new Set<string>();
  const answers = implement(hostContract).use(async ({ next }) => {
    try {
      return await next();
    } catch (error) {
      throw failureError(error);
    }
  });
  const router = answers.router({
    chooseFile: answers.chooseFile.handler(async ({ input }) => {
      const path = await chooseFile(input.suggestedName, input.format);
      if (path !== null) chosen.add(path);
      return path;
    }),
    notify: answers.notify.handler(({ input: { title, text } }) => {
      if (!Notification.isSupported())
        throw new Failure('usage', 'This system shows no notifications.');
      new Notification({ title, body: text }).show();
    }),
    reveal: answers.reveal.handler(({ input }) => {
      if (!chosen.has(input.path)) throw new Failure('usage', 'This file was not saved from here.');
      shell.showItemInFolder(input.path);
    }),
    keychain: answers.keychain.handler(() => keychain()),
    wrapKey: answers.wrapKey.handler(({ input }) => wrapKey(input.key)),
    unwrapKey: answers.unwrapKey.handler(({ input }) => unwrapKey(input.wrapped)),
  });
  new RPCHandler(router).upgrade(port);
}
