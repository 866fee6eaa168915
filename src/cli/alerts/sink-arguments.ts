import type { AlertSink } from '../../core/model/alert.ts';
import { alertSink } from '../../contract/settings.ts';
import { numberOf } from '../arguments/numbers.ts';
import { usage } from '../arguments/usage.ts';
import { callerPath } from '../caller-folder.ts';
import type { CommandContext } from '../command.ts';
import { didYouMean } from '../nearest.ts';
import { option, repeatable, type Option } from '../option.ts';

const KINDS = ['file', 'smtp', 'slack', 'webhook'] as const;

export const SINK_OPTIONS: readonly Option[] = [
  option('sink', 'add, remove, test: the name of the sink, letters, digits and dashes', 'NAME'),
  option('kind', `add: ${KINDS.join(', ')}`, 'KIND'),
  option('file', 'add, kind file: gets a JSON line for each alert', 'FILE'),
  option('host', 'add, kind smtp: the mail server', 'HOST'),
  option('port', 'add, kind smtp (default 465 with --tls, else 587)', 'N'),
  option('tls', 'add, kind smtp: encrypted from the first byte on'),
  option('user', 'add, kind smtp: who signs in', 'NAME'),
  option('from', 'add, kind smtp: the sender', 'ADDRESS'),
  repeatable('to', 'add, kind smtp: who gets it', 'ADDRESS'),
];

/** The sink that is described, without its secret. @throws Failure usage that names what is wrong */
export function readSink({ args, env }: CommandContext): AlertSink {
  const text = args.one('kind');
  const kind = KINDS.find((each) => each === text);
  if (kind === undefined)
    throw usage(
      `--kind is ${KINDS.join(', ')}.${text === undefined ? '' : didYouMean(text, KINDS)}`,
    );
  const isTls = args.has('tls');
  const port = numberOf(args, 'port', { least: 1, most: 65_535 }) ?? (isTls ? 465 : 587);
  const { host, user, from } = {
    host: args.one('host'),
    user: args.one('user'),
    from: args.one('from'),
  };
  const path = args.one('file');
  const parsed = alertSink.safeParse({
    id: args.one('sink') ?? kind,
    kind,
    ...(kind === 'file' ? { path: path === undefined ? undefined : callerPath(path, env) } : {}),
    ...(kind === 'smtp'
      ? { host, port, isTls, user: user ?? null, from, to: args.many('to') }
      : {}),
  });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const member = String(issue?.path[0] ?? '');
  const flag = member === 'path' ? 'file' : member === 'id' ? 'sink' : member;
  throw usage(`--${flag} is missing or can't be right: ${issue?.message ?? ''}`);
}
