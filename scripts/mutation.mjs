// node scripts/run.mjs scripts/mutation.mjs [part ...]
//
// Mutation testing of the core's most careful parts: Stryker changes one place of the code at a time ("<" to "<=", a text to an
// empty one), and the part's own fast tests must notice. Fails when fewer than four of five changes are noticed. No part of
// "npm test": it takes from two minutes to a quarter of an hour a part. Scores: docs/decisions/0016-proof-of-the-core.md
import { relative } from 'node:path';
import { rootFolder } from './find-node.mjs';

const LEAST_PERCENT = 80;

/** @type {Record<string, { change: string[], tests: string[] }>} */
export const PARTS = {
  money: {
    change: ['src/core/model/money.ts', 'src/core/model/currency.ts'],
    tests: ['test/model/money.test.ts'],
  },
  matching: { change: ['src/core/matching/*.ts'], tests: ['test/matching/*.test.ts'] },
  // Without classify.test.ts: drawing 20,000 cases for each change would take the night.
  checks: {
    change: ['src/core/checks/*.ts'],
    tests: ['test/checks/*checks.test.ts', 'test/checks/evidence*.test.ts'],
  },
  checkpoint: {
    change: [
      'src/core/staging/capture-file.ts',
      'src/core/staging/capture-records.ts',
      'src/core/staging/page-body.ts',
    ],
    tests: [
      'test/staging/capture-*.test.ts',
      'test/staging/checkpoint.test.ts',
      'test/staging/page-body.test.ts',
    ],
  },
};

/**
 * Changes one part in every way and says what was not noticed.
 * @param {string} name
 * @param {{ change: string[], tests: string[] }} part
 * @returns {Promise<boolean>} whether enough was noticed
 */
async function mutate(name, { change, tests }) {
  const { Stryker } = await import('@stryker-mutator/core');
  process.env['TIEOUT_MUTATION_TESTS'] = tests.join(' ');
  const startedMs = Date.now();
  const mutants = await new Stryker({
    mutate: change,
    testRunner: 'vitest',
    plugins: ['@stryker-mutator/vitest-runner'],
    vitest: { configFile: 'vitest.mutation.config.ts', related: false },
    // Its reader of tsconfig.json needs a TypeScript before 7; nobody needs a tsconfig to strip types.
    tsconfigFile: 'none.json',
    concurrency: 1,
    tempDirName: `.cache/mutation-${name}`,
    reporters: ['json', 'progress-append-only'],
    jsonReporter: { fileName: `.cache/mutation-${name}.json` },
    allowConsoleColors: false,
    timeoutMS: 5000,
    ignorePatterns: ['out', 'docs', 'resources', '.cache', 'coverage'],
  }).runMutationTest();
  const of = (/** @type {string[]} */ ...states) =>
    mutants.filter(({ status }) => states.includes(status));
  const missed = of('Survived', 'NoCoverage');
  const late = of('Timeout').length;
  const noticed = of('Killed').length + late;
  const score = (100 * noticed) / (noticed + missed.length);
  for (const { fileName, location, mutatorName, replacement } of missed) {
    const place = `${relative(rootFolder, fileName)}:${location.start.line}`;
    console.log(`  missed  ${place}  ${mutatorName} -> ${replacement.slice(0, 100)}`);
  }
  console.log(
    `${name}: ${score.toFixed(1)} % noticed, ${noticed} of ${noticed + missed.length} changes, ${late} of them by running out of time, in ${((Date.now() - startedMs) / 60_000).toFixed(1)} minutes`,
  );
  // Nothing to change is no proof of anything.
  return score >= LEAST_PERCENT;
}

if (process.argv[1] === import.meta.filename) {
  const wanted = process.argv.slice(2);
  const unknown = wanted.find((name) => !Object.hasOwn(PARTS, name));
  if (unknown !== undefined) {
    console.error(`No part "${unknown}". Parts: ${Object.keys(PARTS).join(', ')}.`);
    process.exitCode = 2;
  } else {
    for (const [name, part] of Object.entries(PARTS))
      if (wanted.length === 0 || wanted.includes(name))
        if (!(await mutate(name, part))) process.exitCode = 1;
  }
}
