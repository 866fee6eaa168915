import { pick } from '../seeded-draw.ts';
import type { WireRecord } from '../wire-record.ts';
import { isWireRecord } from '../wire-record.ts';
import { listOf, recordOf } from './answer-rows.ts';
import type { RowFault } from './fault-kinds.ts';
import type { SandboxAnswer } from './send-answer.ts';

const LONG = 'x'.repeat(1_048_576);
/** Half of a pair: valid JSON as `\ud800`, and no character in any encoding. */
const LONE_SURROGATE = '\ud800';
/** Parsed, because in a literal of the language it would set the prototype instead of a member. */
const PROTO_TEXT =
  '{"__proto__":{"isPolluted":true},"constructor":{"prototype":{"isPolluted":true}}}';
/** Where names stand, the ones that an audit compares first. */
const NAMES = ['lastName', 'name', 'contactName', 'campaignName', 'organizationName'];
const NAMED_LISTS = ['giftDesignations', 'projects', 'designations'];

/**
 * The honest answer with one row spoiled, or with its only record. Which row is drawn among those that can be: a contact
 * has no amount. Where nothing can be, the answer stays honest.
 */
export function spoilRow({ kind, draw }: RowFault, honest: SandboxAnswer): SandboxAnswer {
  const list = listOf(honest);
  if (list === undefined) {
    const record = recordOf(honest);
    const body = record === undefined ? undefined : spoiled(record, kind);
    return body === undefined ? honest : { ...honest, body };
  }
  const canBe = list.rows.flatMap((row, at) => {
    const bad = isWireRecord(row) ? spoiled(row, kind) : undefined;
    return bad === undefined ? [] : [{ at, bad }];
  });
  if (canBe.length === 0) return honest;
  const { at, bad } = pick(canBe, draw);
  return list.with({ rows: list.rows.with(at, bad) });
}

function spoiled(record: WireRecord, kind: RowFault['kind']): WireRecord | undefined {
  const idName = 'campaignId' in record && !('id' in record) ? 'campaignId' : 'id';
  switch (kind) {
    case 'proto':
      return { ...record, ...(JSON.parse(PROTO_TEXT) as WireRecord) };
    case 'surrogate':
      return renamed(record, LONE_SURROGATE);
    case 'longtext':
      return renamed(record, LONG);
    case 'noid': {
      if (!(idName in record)) return undefined;
      const { [idName]: _, ...rest } = record;
      return rest;
    }
    case 'stringid':
      return idName in record ? { ...record, [idName]: String(record[idName]) } : undefined;
    case 'nullamount':
      return 'amount' in record ? { ...record, amount: null } : undefined;
    case 'textamount':
      return 'amount' in record ? { ...record, amount: 'ten' } : undefined;
  }
}

/** Puts something behind a name of the record: of its projects, or else its own. */
function renamed(record: WireRecord, end: string): WireRecord {
  for (const name of NAMED_LISTS) {
    const list: unknown = record[name];
    const first: unknown = Array.isArray(list) ? list[0] : undefined;
    if (!Array.isArray(list) || !isWireRecord(first)) continue;
    const own = 'project' in first ? 'project' : 'name';
    return { ...record, [name]: list.with(0, { ...first, [own]: `${String(first[own])}${end}` }) };
  }
  const own = NAMES.find((name) => typeof record[name] === 'string') ?? 'name';
  const old = record[own];
  return { ...record, [own]: `${typeof old === 'string' ? old : ''}${end}` };
}
