import { NOBODY } from '../../../../core/model/finding-query.ts';
import { RECORD_WORDS, type RecordType } from '../../../../core/model/record-type.ts';
import { STATES, stateEntry, type Actor, type State } from '../../../../core/model/states.ts';
import type { Severity } from '../../../../core/model/finding.ts';
import type { Change } from '../../../../core/model/lineage.ts';
import type { TriageStatus } from '../../../../core/model/triage.ts';
import {
  ACTOR_TITLES,
  CHANGE_TITLES,
  findingsWords,
  SEVERITY_TITLES,
  STATUS_TITLES,
} from '../../../words/findings.ts';
import { capitalized, type SetMember } from './columns.ts';

/** What people read for a value of a filter. */
export function valueTitle(member: SetMember, value: string): string {
  switch (member) {
    case 'states':
      return stateEntry(value as State).title;
    case 'causes':
      return capitalized(causeWords(value));
    case 'recordTypes':
      return capitalized(RECORD_WORDS[value as RecordType].many);
    case 'severities':
      return SEVERITY_TITLES[value as Severity];
    case 'actors':
      return ACTOR_TITLES[value as Actor];
    case 'changes':
      return CHANGE_TITLES[value as Change];
    case 'statuses':
      return STATUS_TITLES[value as TriageStatus];
    case 'owners':
      return value === NOBODY ? findingsWords.noOwner : value;
    case 'currencies':
      return value;
  }
}

/** A cause's words under the first state that has it. */
function causeWords(cause: string): string {
  for (const { causes } of Object.values(STATES)) {
    const entry = (causes as Readonly<Record<string, { readonly words: string }>>)[cause];
    if (entry !== undefined) return entry.words;
  }
  return cause;
}
