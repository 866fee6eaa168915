import type { Finding } from '../src/core/model/finding.ts';
import { RECORD_TYPES } from '../src/core/model/record-type.ts';
import {
  isActionable,
  STATE_ORDER,
  stateEntry,
  whoActs,
  type Cause,
  type State,
} from '../src/core/model/states.ts';

/** Any number of findings as an audit would order them, always the same ones: all states and causes, five currencies, 400 campaigns. */
export function* gridFindings(count: number): Generator<Finding> {
  const groups = STATE_ORDER.filter((state) => state !== 'consistent').flatMap((state) =>
    RECORD_TYPES.filter((type) => stateEntry(state).for.includes(type)).map(
      (type) => [state, type] as const,
    ),
  );
  const share = Math.ceil(count / groups.length);
  const random = randomNumbers(7);
  for (let number = 0; number < count; number += 1) {
    const [state, recordType] = groups[Math.floor(number / share)] ?? ['field_drift', 'gift'];
    yield finding(number, state, recordType, random);
  }
}

function finding(
  number: number,
  state: State,
  recordType: Finding['recordType'],
  random: () => number,
): Finding {
  const causes = Object.keys(stateEntry(state).causes) as Cause[];
  const cause = causes[Math.floor(random() * causes.length)] ?? 'overdue';
  const raiseId = random() < 0.95 ? String(1_000_000 + number) : null;
  const crmId = raiseId === null || random() < 0.6 ? String(40_000_000 + number * 7) : null;
  const amountMinor =
    recordType === 'donor' || random() < 0.02 ? null : Math.ceil(10 ** (2 + random() * 4));
  const actionable = isActionable(state, cause);
  const campaign = Math.floor(random() ** 2 * 400);
  const day = new Date(Date.UTC(2021, 0, 1) + Math.floor(random() * 1800) * 86_400_000);
  const date = day.toISOString().slice(0, 10);
  const amount = amountMinor === null ? '' : ` of ${(amountMinor / 100).toFixed(2)} USD`;
  return {
    id: (number * 2_654_435_761).toString(16).padStart(20, '0').slice(-20),
    recordType,
    state,
    cause,
    actionable,
    severity: !actionable ? 'low' : (amountMinor ?? 0) >= 100_000 ? 'high' : 'medium',
    whoActs: whoActs(state, cause),
    raiseId,
    crmId,
    relatedRaiseIds: [],
    relatedCrmIds: [],
    amountMinor,
    currency: amountMinor === null ? null : (CURRENCIES[Math.floor(random() ** 4 * 5)] ?? 'USD'),
    date: random() < 0.01 ? null : date,
    campaignId: String(campaign),
    campaignName: random() < 0.1 ? null : `${SEASONS[campaign % 4]} appeal ${campaign}`,
    canSync: true,
    isTestMode: random() < 0.01,
    fields: [{ field: 'date', raise: date, crm: null }],
    evidence: `Raise has ${recordType} ${raiseId}${amount} dated ${date}; CRM+ answers ${crmId ?? 'nothing'} when asked for it.`,
    raiseUrl: `https://app.raisedonors.example/records/${raiseId}`,
    crmUrl: `https://app.virtuoussoftware.com/Generosity/Gift/View/${crmId}`,
    firstSeenUtc: `2026-0${1 + (number % 3)}-01T06:00:00.000Z`,
  };
}

const CURRENCIES = ['USD', 'CAD', 'EUR', 'GBP', 'KWD'];
const SEASONS = ['Spring', 'Summer', 'Autumn', 'Winter'];

/** Mulberry32: the same numbers for the same seed. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
