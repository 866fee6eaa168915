import { coprimeStep } from '../seeded-draw.ts';

/** Which donor gave which gift, both ways by arithmetic: a quarter of the donors give most of the gifts. */
export interface Giving {
  donorOf(gift: number): number;
  giftsOf(donor: number): number[];
}

export function makeGiving(donors: number, gifts: number): Giving {
  const places = Math.max(1, donors * 2);
  const step = coprimeStep(places);
  const back = inverse(step, places);
  const frequent = Math.max(1, Math.ceil(donors / 4));
  return {
    donorOf(gift) {
      const place = ((gift % places) * step) % places;
      return place < donors ? place : (place - donors) % frequent;
    },
    giftsOf(donor) {
      const found: number[] = [];
      const own = [donor];
      if (donor < frequent)
        for (let place = donors + donor; place < places; place += frequent) own.push(place);
      for (const place of own)
        for (let gift = (place * back) % places; gift < gifts; gift += places) found.push(gift);
      return found.sort((a, b) => a - b);
    },
  };
}

/** The number whose product with `step` leaves 1 over `size`. */
function inverse(step: number, size: number): number {
  let [a, b, x, y] = [step % size, size, 1, 0];
  while (b !== 0) {
    const quotient = Math.floor(a / b);
    [a, b, x, y] = [b, a - quotient * b, y, x - quotient * y];
  }
  return ((x % size) + size) % size;
}
