import { pick } from '../seeded-draw.ts';
import type { ContentFault } from './fault-kinds.ts';
import type { SandboxAnswer } from './send-answer.ts';

const HTML = '<!DOCTYPE html><html><body><h1>We will be right back</h1></body></html>';
const ELSEWHERE = 'https://elsewhere.invalid/login?x=secret';
/** JSON that is no list. */
const NO_LISTS = ['{}', '[]', 'null', '"x"'];

/** Another content than the honest one, or the honest one in bytes that don't arrive as they should. */
export async function spoilContent(
  { kind, parameter, draw }: ContentFault,
  honest: () => Promise<SandboxAnswer>,
): Promise<SandboxAnswer> {
  switch (kind) {
    case 'html':
      return { status: 200, content: { type: 'text/html', text: HTML } };
    case 'text':
      return { status: 200, content: { type: 'text/plain', text: 'OK' } };
    case 'empty':
      return { status: 200 };
    case 'nolist': {
      const text = parameter === '' ? pick(NO_LISTS, draw) : parameter;
      return { status: 200, body: JSON.parse(text) as unknown };
    }
    case 'redirect':
      return { status: 302, headers: { Location: ELSEWHERE } };
    case 'bom':
    case 'badgzip':
      return { ...(await honest()), coding: kind };
    case 'truncated':
    case 'drip':
    case 'flood':
      return { ...(await honest()), broken: kind };
    case 'reset':
    case 'stall':
      return { status: 0, broken: kind };
  }
}
