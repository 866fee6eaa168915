import { ORPCError } from '@orpc/server';
import type { FailureFacts } from '../contract/failure.ts';
import { Failure } from '../core/model/failure.ts';

/** Any thrown value as the page may know it. What is no Failure is our own fault, and says so. */
export function failureFacts(error: unknown): FailureFacts {
  const failure =
    error instanceof Failure
      ? error
      : new Failure(
          'defect',
          'Something went wrong inside Tieout. Try again; if it stays, copy the details and report them.',
        );
  const { method, url, status, stream } = failure.context;
  const details = [
    `kind: ${failure.kind}`,
    url === undefined ? null : `asked: ${method ?? 'GET'} ${url}`,
    status === undefined ? null : `answer: ${status}`,
    stream === undefined ? null : `reading: ${stream}`,
    error === failure ? null : `cause: ${causeOf(error)}`,
    error === failure || !(error instanceof Error) ? null : stackOf(error),
  ].filter((line) => line !== null);
  return {
    kind: failure.kind,
    failureClass: failure.failureClass,
    sentence: failure.message,
    details: [failure.message, ...details].join('\n'),
  };
}

/** The contract's one typed error. */
export function failureError(error: unknown): ORPCError<'FAILURE', FailureFacts> {
  const data = failureFacts(error);
  return new ORPCError('FAILURE', { status: 422, message: data.sentence, data, defined: true });
}

function causeOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${withoutQuotes(error.message)}` : typeof error;
}

/** What is quoted may be a person's or a token (JSON.parse quotes what it could not read); a name in our code may stay. */
function withoutQuotes(sentence: string): string {
  return sentence
    .replace(/".*"/s, '"…"')
    .replace(/'(?![A-Za-z_$][\w$]{0,30}')[^']*'/g, "'…'")
    .slice(0, 300);
}

/** Where in our code, without the paths of somebody's home. */
function stackOf(error: Error): string {
  return (error.stack ?? '')
    .split('\n')
    .slice(1, 8)
    .map((line) =>
      line.replace(/(file:\/\/)?[^\s()]*[\\/](src|out|node_modules)[\\/]/, '$2/').trim(),
    )
    .join('\n');
}
