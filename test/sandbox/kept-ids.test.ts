import { describe, expect, it } from 'vitest';
import { KeptIds } from '../../src/sandbox/query/kept-ids.ts';

/** Keeps lists of these lengths under their places, and tells how often each was looked for. */
async function keep(
  kept: KeptIds<number[]>,
  lengths: readonly number[],
  looks: number[] = lengths.map(() => 0),
): Promise<number[]> {
  for (const [at, length] of lengths.entries()) {
    const ids = await kept.get(String(at), () => {
      looks[at] = (looks[at] ?? 0) + 1;
      return Promise.resolve(Array.from({ length }, (_, id) => id));
    });
    expect(ids.length).toBe(length);
  }
  return looks;
}

describe('kept selections', () => {
  it('are looked for once, also when several ask at the same time', async () => {
    const kept = new KeptIds<number[]>({ lists: 2, ids: 100 });
    let looks = 0;
    const look = async (): Promise<number[]> => {
      looks += 1;
      await Promise.resolve();
      return [1, 2, 3];
    };
    const all = await Promise.all([kept.get('a', look), kept.get('a', look), kept.get('a', look)]);
    expect([all, looks]).toEqual([
      [
        [1, 2, 3],
        [1, 2, 3],
        [1, 2, 3],
      ],
      1,
    ]);
    kept.clear();
    await kept.get('a', look);
    expect(looks).toBe(2);
  });

  it('go, the oldest first, when they are too many or hold too many ids', async () => {
    const few = new KeptIds<number[]>({ lists: 2, ids: 100 });
    const looks = await keep(few, [1, 1, 1]);
    expect(await keep(few, [1, 1, 1].slice(0, 1), looks)).toEqual([2, 1, 1]);
    const small = new KeptIds<number[]>({ lists: 9, ids: 10 });
    const again = await keep(small, [4, 4, 4]);
    await small.get('2', () => Promise.reject(new Error('the newest was forgotten')));
    await small.get('1', () => Promise.reject(new Error('there was room for it')));
    expect(await keep(small, [4], again)).toEqual([2, 1, 1]);
  });

  it('keep the newest, however long it is', async () => {
    const kept = new KeptIds<number[]>({ lists: 9, ids: 10 });
    const looks = await keep(kept, [3, 50]);
    await kept.get('1', () => Promise.reject(new Error('the newest was forgotten')));
    expect(looks).toEqual([1, 1]);
  });
});
