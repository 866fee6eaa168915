import type { AlertSink } from '../../../core/model/alert.ts';
import { assertNever } from '../../../core/model/record-type.ts';

export type SinkKind = AlertSink['kind'];

/** A destination while it is typed: what was typed for another kind stays. Secrets are empty unless they are typed now. */
export interface SinkDraft {
  readonly kind: SinkKind;
  readonly id: string;
  readonly path: string;
  readonly host: string;
  readonly port: string;
  readonly isTls: boolean;
  readonly user: string;
  readonly from: string;
  /** One address a line. */
  readonly to: string;
  readonly password: string;
  readonly url: string;
  readonly key: string;
}

const PORTS = { tls: '465', startTls: '587' } as const;
const NAMES: Readonly<Record<SinkKind, string>> = {
  smtp: 'mail',
  slack: 'chat',
  webhook: 'webhook',
  file: 'file',
  desktop: 'desktop',
};

/** A destination that is to be added, under a name that nobody has. */
export function newSink(kind: SinkKind, taken: readonly string[]): SinkDraft {
  return {
    kind,
    id: freeName(kind, taken),
    path: '',
    host: '',
    port: PORTS.startTls,
    isTls: false,
    user: '',
    from: '',
    to: '',
    password: '',
    url: '',
    key: '',
  };
}

export function draftOfSink(sink: AlertSink): SinkDraft {
  const draft = { ...newSink(sink.kind, []), id: sink.id };
  if (sink.kind === 'file') return { ...draft, path: sink.path };
  if (sink.kind !== 'smtp') return draft;
  const { host, port, isTls, user, from, to } = sink;
  return { ...draft, host, port: String(port), isTls, user: user ?? '', from, to: to.join('\n') };
}

/** Another kind gets its own name, unless one was typed. */
export function withKind(draft: SinkDraft, kind: SinkKind, taken: readonly string[]): SinkDraft {
  const isUsual = draft.id === freeName(draft.kind, taken);
  return { ...draft, kind, id: isUsual ? freeName(kind, taken) : draft.id };
}

/** The usual port follows the encryption, unless another one was typed. */
export function withTls(draft: SinkDraft, isTls: boolean): SinkDraft {
  const [before, now] = isTls ? [PORTS.startTls, PORTS.tls] : [PORTS.tls, PORTS.startTls];
  return { ...draft, isTls, port: draft.port.trim() === before ? now : draft.port };
}

/** Only of a draft that nothing stands against. */
export function sinkOf(draft: SinkDraft): AlertSink {
  const { kind } = draft;
  const id = draft.id.trim();
  switch (kind) {
    case 'file':
      return { id, kind, path: draft.path.trim() };
    case 'smtp': {
      const user = draft.user.trim();
      return {
        id,
        kind,
        host: draft.host.trim(),
        port: Number(draft.port.trim()),
        isTls: draft.isTls,
        user: user === '' ? null : user,
        from: draft.from.trim(),
        to: addressesOf(draft.to),
      };
    }
    case 'slack':
    case 'webhook':
    case 'desktop':
      return { id, kind };
    default:
      return assertNever(kind);
  }
}

/** What the key store is to keep from now on; undefined leaves what it keeps. */
export function secretOf({ kind, user, password, url, key }: SinkDraft): string | undefined {
  if (kind === 'smtp') return user.trim() === '' || password === '' ? undefined : password;
  if (url.trim() === '') return undefined;
  if (kind === 'slack') return url.trim();
  return kind === 'webhook' ? JSON.stringify({ url: url.trim(), key }) : undefined;
}

/** Addresses as they are typed: one a line, or with commas between them. */
export function addressesOf(text: string): string[] {
  return text.split(/[\s,;]+/).filter((address) => address !== '');
}

function freeName(kind: SinkKind, taken: readonly string[]): string {
  const name = NAMES[kind];
  let free: string = name;
  for (let number = 2; taken.includes(free); number += 1) free = `${name}-${number}`;
  return free;
}
