import type { LinkSample, SameOrganization } from '../model/connection-report.ts';
import type { SampledLinks } from './connection-links.ts';

/** Fewer links may agree, or lead nowhere, by chance. */
const ENOUGH = 3;

/**
 * Whether the tokens of both products belong to one nonprofit. Raise has no identity endpoint and its records name none
 * but schedules (`organizationId`, docs/api-facts.md B5), so links that agree are the proof; a person decides what is unproved.
 */
export function judgeOrganizations(sample: SampledLinks | null, hasCrm: boolean): SameOrganization {
  if (sample === null) {
    const why = hasCrm
      ? 'Links could not be followed, because one of the products could not be read.'
      : 'There is no CRM+ connection that Raise could be compared with.';
    return { verdict: 'unproved', evidence: why };
  }
  const { links, organizationIds } = sample;
  const all = totalOf(links);
  const counted = totalOf(links.filter((link) => !isForeign(link, links)));
  const numbers = numbersOf(all);
  if (organizationIds.length > 1) {
    return {
      verdict: 'unproved',
      evidence: `${numbers}; Raise's recurring gifts name ${organizationIds.length} organizations (${organizationIds.join(', ')}).`,
    };
  }
  const [id] = organizationIds;
  const evidence = `${numbers}${id === undefined ? '' : `; Raise's recurring gifts all name organization ${id}`}.`;
  if (counted.agreed >= ENOUGH && counted.disagreed === 0) return { verdict: 'proved', evidence };
  // References that lead nowhere may be another platform's; Raise's own keys, and a convention that was named, are not.
  const own = totalOf(links.filter((link) => link.from === 'raise' || sample.isConventionNamed));
  const isAgainst = all.agreed === 0 && own.disagreed + (own.tried - own.resolved) >= ENOUGH;
  return { verdict: isAgainst ? 'contradicted' : 'unproved', evidence };
}

/**
 * A reference of CRM+ may be another platform's, whose numbers are Raise ids by chance: a form of which none agrees
 * speaks against nothing, if another form of the same records does agree.
 */
function isForeign(link: LinkSample, links: readonly LinkSample[]): boolean {
  return (
    link.from === 'crm' &&
    link.agreed === 0 &&
    links.some(
      (other) => other.from === 'crm' && other.recordType === link.recordType && other.agreed > 0,
    )
  );
}

function numbersOf({ tried, resolved, agreed, disagreed }: Total): string {
  if (tried === 0) return 'The records that were looked at hold no link that could be followed';
  const open = resolved - agreed - disagreed;
  return `Of ${tried} links that were followed ${agreed} lead to a record that says the same, ${disagreed} to another one, ${open} to one that can’t be judged, ${tried - resolved} nowhere`;
}

interface Total {
  readonly tried: number;
  readonly resolved: number;
  readonly agreed: number;
  readonly disagreed: number;
}

function totalOf(links: readonly LinkSample[]): Total {
  const sum = (of: (link: LinkSample) => number): number =>
    links.reduce((total, link) => total + of(link), 0);
  return {
    tried: sum((link) => link.tried),
    resolved: sum((link) => link.resolved),
    agreed: sum((link) => link.agreed),
    disagreed: sum((link) => link.disagreed),
  };
}
