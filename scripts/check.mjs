// node scripts/run.mjs scripts/check.mjs [step ...]
//
// Every check in the order of what fails fastest; stops at the first failure and says what to do about it.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { rootFolder } from './find-node.mjs';

/** @type {{ name: string, tool: string[], advice: string }[]} */
const steps = [
  {
    name: 'format',
    tool: ['prettier', '--check', '--log-level', 'warn', '.'],
    advice: 'Run "npm run format".',
  },
  {
    name: 'lint',
    tool: ['oxlint', '--deny-warnings', '--report-unused-disable-directives'],
    advice: 'Change the code; a rule is switched off only in one line, with the reason beside it.',
  },
  {
    name: 'layers',
    tool: ['depcruise', 'src', '--config', '.dependency-cruiser.mjs', '--output-type', 'err-long'],
    advice: 'Each rule above says what to do instead; the layer table is in ARCHITECTURE.md.',
  },
  { name: 'types', tool: ['tsc', '-b'], advice: 'Fix the types; "any" and "!" need a reason.' },
  {
    name: 'unused',
    tool: ['knip'],
    advice: 'Delete what nothing uses, or stop exporting it; dependencies too.',
  },
  { name: 'tests', tool: ['vitest', 'run'], advice: 'Run one file with "npm test -- <name>".' },
];

const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !steps.some((step) => step.name === name));
if (unknown) {
  console.error(`No step "${unknown}". Steps: ${steps.map((step) => step.name).join(', ')}.`);
  process.exitCode = 2;
} else {
  process.exitCode = runSteps(wanted.length ? steps.filter((s) => wanted.includes(s.name)) : steps);
}

/**
 * @param {typeof steps} chosen
 * @returns {number} 0, or the first failing step's exit code
 */
function runSteps(chosen) {
  for (const { name, tool, advice } of chosen) {
    const startedMs = Date.now();
    const isTests = name === 'tests';
    const result = spawnSync(process.execPath, [join(rootFolder, 'scripts', 'run.mjs'), ...tool], {
      cwd: rootFolder,
      stdio: isTests ? 'inherit' : 'pipe',
      encoding: 'utf8',
    });
    const seconds = ((Date.now() - startedMs) / 1000).toFixed(1);
    if (result.status !== 0) {
      if (!isTests) process.stdout.write(result.stdout + result.stderr);
      console.log(`failed  ${name}  ${seconds} s`);
      console.log(advice);
      return result.status ?? 1;
    }
    console.log(`ok      ${name}  ${seconds} s`);
  }
  return 0;
}
