// node scripts/run.mjs scripts/mutation.mjs [part ...]
//
// Mutation testing of the core's most careful parts: Stryker changes one place of the code at a time ("<" to "<=", a text to an
// empty one) and the part's own fast tests must notice. Fails when fewer than four of five changes are noticed. Not part of
// "npm test": it takes minutes to half an hour a part.
import { Stryker } from '@stryker-mutator/core';

const LEAST_PERCENT = 80;

/** @type {Record<string, { change: string[], tests: string[] }>} */
const parts = {
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
    change: ['capture-file', 'capture-records', 'page-body'].map(
      (name) => `src/core/staging/${name}.ts`,
    ),
    tests: [
      'checkpoint',
      'capture-file',
      'capture-pages',
      'capture-questions',
      'page-body',
      'newest-version',
    ].map((name) => `test/staging/${name}.test.ts`),
  },
};

const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !(name in parts));
if (unknown) {
  console.error(`No part "${unknown}". Parts: ${Object.keys(parts).join(', ')}.`);
  process.exitCode = 2;
} else {
  for (const name of wanted.length ? wanted : Object.keys(parts)) await mutate(name);
}

/** @param {string} name */
async function mutate(name) {
  const part = parts[name];
  if (!part) return;
  process.env['TIEOUT_MUTATION_TESTS'] = part.tests.join(' ');
  const startedMs = Date.now();
  const mutants = await new Stryker({
    mutate: part.change,
    testRunner: 'vitest',
    plugins: ['@stryker-mutator/vitest-runner'],
    vitest: { configFile: 'vitest.mutation.config.ts', related: false },
    // Its reader of tsconfig.json needs a TypeScript before 7; nobody needs a tsconfig to strip types.
    tsconfigFile: 'none.json',
    concurrency: 1,
    tempDirName: '.cache/mutation',
    reporters: ['json', 'progress-append-only'],
    jsonReporter: { fileName: `.cache/mutation-${name}.json` },
    logLevel: 'warn',
    allowConsoleColors: false,
    timeoutMS: 5000,
    ignorePatterns: ['out', 'docs', 'resources', '.cache', 'coverage'],
  }).runMutationTest();
  const counts = { killed: 0, timeout: 0, survived: 0, nocoverage: 0, other: 0 };
  for (const { status } of mutants) {
    const key = status.toLowerCase();
    counts[key in counts ? key : 'other'] += 1;
  }
  const noticed = counts.killed + counts.timeout;
  const all = noticed + counts.survived + counts.nocoverage;
  const minutes = ((Date.now() - startedMs) / 60_000).toFixed(1);
  const score = (100 * noticed) / all;
  console.log(
    `${name}: ${score.toFixed(1)} % noticed, ${noticed} of ${all} changes, in ${minutes} minutes`,
  );
  for (const m of mutants)
    if (m.status === 'Survived' || m.status === 'NoCoverage')
      console.log(
        `  ${m.status} ${m.fileName}:${m.location.start.line} ${m.mutatorName} -> ${m.replacement.slice(0, 100)}`,
      );
  if (score < LEAST_PERCENT) process.exitCode = 1;
}
