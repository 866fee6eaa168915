import { ORPCError, os } from '@orpc/server';
import { z } from 'zod';

/** What the engine did beyond its answers. */
export const seen = { stopped: 0 };

const planet = os
  .errors({ NO_PLANET: { data: z.object({ name: z.string() }) } })
  .input(z.object({ name: z.string() }));

/** A small router with each form that a contract can take. */
export const planetRouter = {
  find: planet.handler(({ input, errors }) => {
    if (input.name === 'Pluto') throw errors.NO_PLANET({ data: { name: input.name } });
    return { name: input.name, foundAt: new Date(0), moons: 2n };
  }),
  count: os.input(z.object({ to: z.number() })).handler(async function* ({ input, signal }) {
    try {
      for (let n = 1; n <= input.to; n += 1) {
        if (signal?.aborted === true) return 'stopped';
        yield n;
        await new Promise((done) => setTimeout(done, 2));
      }
      return 'done';
    } finally {
      seen.stopped += 1;
    }
  }),
  failLate: os.handler(async function* () {
    yield 1;
    await Promise.resolve();
    throw new ORPCError('LATE', { data: { after: 1 } });
  }),
  wait: os.handler(async ({ signal }) => {
    await new Promise<void>((done) => signal?.addEventListener('abort', () => done()));
    seen.stopped += 1;
  }),
  stopped: os.handler(() => seen.stopped),
  export: os
    .input(z.object({ bytes: z.number() }))
    .handler(
      ({ input }) =>
        new File([new Uint8Array(input.bytes).fill(255)], 'findings ä.xlsx', { type: 'x/sheet' }),
    ),
  import: os
    .input(z.object({ file: z.instanceof(File), note: z.string() }))
    .handler(async ({ input }) => ({
      name: input.file.name,
      note: input.note,
      sum: (await input.file.bytes()).reduce((sum, byte) => sum + byte, 0),
    })),
};

export type PlanetRouter = typeof planetRouter;
