import { RECORD_TYPES, RECORD_WORDS, type RecordType } from '../../core/model/record-type.ts';
import { didYouMean, quoteTyped } from '../nearest.ts';
import { usage } from './usage.ts';

/** "recurring-gifts": a record type's name on the command line. */
export function recordFlag(type: RecordType): string {
  return RECORD_WORDS[type].many.replaceAll(' ', '-');
}

/** Reads "donors,gifts" in any order, singular or plural. @throws Failure usage */
export function readRecords(texts: readonly string[], flag: string): RecordType[] {
  const found = new Set(
    texts.flatMap((text) => text.split(',')).map((name) => readRecord(name, `--${flag}`)),
  );
  return RECORD_TYPES.filter((type) => found.has(type));
}

/** Reads one record type's name. @throws Failure usage */
export function readRecord(text: string, where: string): RecordType {
  const name = text.trim().toLowerCase().replaceAll(/[ _]/g, '-');
  const type = RECORD_TYPES.find(
    (each) => name === recordFlag(each) || name === recordFlag(each).slice(0, -1),
  );
  if (type !== undefined) return type;
  const known = RECORD_TYPES.map(recordFlag);
  throw usage(
    `${where}: ${quoteTyped(text)} is no record type; they are ${known.join(', ')}.${didYouMean(name, known)}`,
  );
}
