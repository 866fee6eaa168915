import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { rootFolder } from '../../scripts/find-node.mjs';
import { readJson, readYaml } from './builder-tools.ts';

interface Workflow {
  readonly permissions: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}
interface Job {
  readonly if?: string;
  readonly strategy: {
    readonly matrix: {
      readonly os?: readonly string[];
      readonly include?: readonly { readonly os: string }[];
    };
  };
  readonly steps: readonly { readonly uses?: string; readonly run?: string }[];
}

const folder = '.github/workflows';
const { permissions, jobs } = readYaml(`${folder}/ci.yml`) as Workflow;
const systems = ['macos-latest', 'ubuntu-latest', 'windows-latest'];

test.each(['test', 'package'])('job "%s" runs on all three systems', (name) => {
  const { os, include } = jobs[name]?.strategy.matrix ?? {};
  const named = os ?? include?.map((each) => each.os) ?? [];
  expect([...new Set(named)].sort()).toEqual(systems);
});

test('every npm script that it runs exists', () => {
  const { scripts } = readJson('package.json') as { scripts: Record<string, string> };
  const runs = Object.values(jobs).flatMap(({ steps }) => steps.flatMap((step) => step.run ?? []));
  expect(runs).toContain('npm ci');
  for (const run of runs) {
    const name = /^npm run (\S+)$/.exec(run)?.[1] ?? (run === 'npm test' ? 'test' : null);
    if (name !== null) expect(Object.keys(scripts)).toContain(name);
  }
});

test('packages are made of tags only', () => {
  expect(jobs['package']?.if).toBe("startsWith(github.ref, 'refs/tags/v')");
});

test('workflows read the sources and hold no secret; actions are named with their major version', () => {
  expect(permissions).toEqual({ contents: 'read' });
  for (const name of readdirSync(join(rootFolder, folder))) {
    const text = readFileSync(join(rootFolder, folder, name), 'utf8');
    expect(text, name).not.toMatch(/secrets\.|\bGITHUB_TOKEN\b|pull_request_target/);
    const uses = text.match(/uses: .*/g) ?? [];
    for (const use of uses) expect(use).toMatch(/^uses: actions\/[\w-]+@v\d+$/);
  }
});
