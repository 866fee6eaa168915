import { donorIdentities, contactIdentities } from '../matching/household.ts';
import type { CrmContact, RaiseDonor } from '../model/records.ts';
import type { Steps } from '../model/steps.ts';
import type { RaiseRow } from '../staging/record-scan.ts';

/** Existing donors by email, and by name and phone: who may be the survivor of a donor that was merged away in Raise. */
export class Lookalikes {
  readonly #donors = new Map<string, string[]>();
  readonly #country: string;

  private constructor(country: string) {
    this.#country = country;
  }

  static *among(donors: Iterable<RaiseRow>, country: string): Steps<Lookalikes> {
    const made = new Lookalikes(country);
    for (const row of donors) {
      yield;
      made.#add(row);
    }
    return made;
  }

  /** Ids of the donors that have the contact's email, or its name and phone; rising. */
  of(contact: CrmContact): string[] {
    const found = new Set(
      contactIdentities(contact, this.#country).flatMap(
        (identity) => this.#donors.get(identity) ?? [],
      ),
    );
    return [...found].sort((a, b) => Number(a) - Number(b));
  }

  #add(row: RaiseRow): void {
    for (const identity of donorIdentities(JSON.parse(row.record) as RaiseDonor, this.#country)) {
      const known = this.#donors.get(identity);
      if (known) known.push(row.id);
      else this.#donors.set(identity, [row.id]);
    }
  }
}
