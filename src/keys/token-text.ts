import { Failure } from '../core/model/failure.ts';

const LONGEST = 8192;
const SHORTEST_TO_SHOW = 12;

/**
 * A token as it was pasted, without the white space around it.
 * @throws Failure usage with a sentence that does not hold the token
 */
export function parseToken(text: string): string {
  const token = text.trim();
  if (token === '') throw new Failure('usage', 'The token is empty: paste the whole token.');
  if (token.length > LONGEST) {
    throw new Failure(
      'usage',
      `The token is longer than ${LONGEST.toLocaleString('en-US')} characters: paste the token alone.`,
    );
  }
  if (/\s/u.test(token)) {
    throw new Failure(
      'usage',
      'The token has a space or a line break inside: paste the token alone, in one piece.',
    );
  }
  // A token travels in a header, which takes nothing else; the failure there would come later and be less clear.
  if (!/^[\x21-\x7e]+$/.test(token)) {
    throw new Failure(
      'usage',
      'The token has a character that no token can have (an invisible one, or one outside ASCII): copy it again from where it was made.',
    );
  }
  return token;
}

/** "••••1234": enough to tell two tokens apart. A short token would give too much of itself away. */
export function maskToken(token: string): string {
  return `••••${token.length >= SHORTEST_TO_SHOW ? token.slice(-4) : ''}`;
}
