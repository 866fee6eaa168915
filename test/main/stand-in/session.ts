import { EventEmitter } from 'node:events';
import { answer } from './control.ts';
import { onlyEmulated } from './only-emulated.ts';

type PageHandler = (request: Request) => Promise<Response>;
type Granted = (granted: boolean) => void;
interface PermissionFacts {
  readonly requestingUrl: string;
  readonly isMainFrame: boolean;
}

export const ipc = new EventEmitter();
export const ipcMain = onlyEmulated('ipcMain', ipc);

const schemes = new Map<string, PageHandler>();
const privileged: unknown[] = [];

export const protocol = onlyEmulated('protocol', {
  registerSchemesAsPrivileged: (list: unknown[]) => void privileged.push(...list),
  handle: (scheme: string, handler: PageHandler) => void schemes.set(scheme, handler),
});
answer('schemes', () => privileged);

/** Answers an address of one of main's schemes; null if main has none of that name. */
export function askScheme(url: string, method: string): Promise<Response> | null {
  const handler = schemes.get(new URL(url).protocol.slice(0, -1));
  return handler === undefined ? null : handler(new Request(url, { method }));
}

type RequestHandler = (
  page: unknown,
  permission: string,
  answer: Granted,
  facts: PermissionFacts,
) => void;
type CheckHandler = (
  page: unknown,
  permission: string,
  origin: string,
  facts: PermissionFacts,
) => boolean;
let onRequest: RequestHandler = (_page, _permission, grant) => grant(true);
let onCheck: CheckHandler = () => true;
let onDevice = (): boolean => true;

export const session = onlyEmulated('session', {
  defaultSession: onlyEmulated('session.defaultSession', {
    setPermissionRequestHandler: (handler: RequestHandler) => void (onRequest = handler),
    setPermissionCheckHandler: (handler: CheckHandler) => void (onCheck = handler),
    setDevicePermissionHandler: (handler: () => boolean) => void (onDevice = handler),
  }),
});

answer('permission', (permission: string, requestingUrl: string) => {
  const facts = { requestingUrl, isMainFrame: true };
  let isRequested = true;
  onRequest(null, permission, (granted) => (isRequested = granted), facts);
  return [isRequested, onCheck(null, permission, requestingUrl, facts), onDevice()];
});
