import type { AnswerHeaders } from './send-answer.ts';

const NO_QUOTA = {
  'X-RateLimit-Limit': null,
  'X-RateLimit-Remaining': null,
  'X-RateLimit-Reset': null,
};

/** Retry-After of a refusal as a fault's parameter tells it. `bare` takes the quota headers away too. */
export function waitHeaders(parameter: string, nowMs: number): AnswerHeaders {
  if (parameter === 'none') return {};
  if (parameter === 'bare') return NO_QUOTA;
  if (parameter === 'garbage') return { 'Retry-After': 'soon; maybe 12 or so' };
  if (parameter.startsWith('date:')) {
    const atMs = nowMs + Number(parameter.slice('date:'.length)) * 1000;
    return { 'Retry-After': new Date(atMs).toUTCString() };
  }
  return { 'Retry-After': parameter === '' ? '1' : parameter };
}
