import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { describe, expect, test } from 'vitest';
import config from '../.dependency-cruiser.mjs';
import { rootFolder } from '../scripts/find-node.mjs';

const rules = config.forbidden ?? [];

describe('layers', () => {
  test('src keeps to the table in ARCHITECTURE.md', async () => {
    const { violations, moduleCount } = await cruiseFolder(rootFolder);
    expect(moduleCount, 'files read: 0 would prove nothing').toBeGreaterThan(5);
    const broken = violations.filter(({ severity }) => severity === 'error');
    expect(
      broken.map(({ text }) => text).join('\n\n'),
      'what to do instead stands in each line',
    ).toBe('');
  });

  test('the rules bite: the fixture breaks each of these, type-only and lazy imports included', async () => {
    const { violations } = await cruiseFolder(join(rootFolder, 'test/fixtures/layers'));
    const found = violations.map(({ rule, from, to }) => `${rule}: ${from} -> ${to}`).toSorted();
    expect([...new Set(found)]).toEqual([
      'core-knows-no-host: src/core/connectors/window.ts -> electron',
      'core-knows-no-host: src/core/http/terminal.ts -> tty',
      'known-folder: src/surprise/thing.ts -> ./not-there.ts',
      'layer-checks: src/core/checks/question.ts -> src/core/connectors/stream.ts',
      'layer-cli: src/cli/main.ts -> src/core/http/first.ts',
      'layer-model: src/core/model/reader.ts -> src/core/http/client.ts',
      'layer-renderer: src/renderer/page.tsx -> src/core/staging/allowed.ts',
      'layer-sandbox: src/sandbox/simulated.ts -> src/core/connectors/stream.ts',
      'no-circular: src/core/http/first.ts -> src/core/http/second.ts',
      'no-dev-dependency: src/core/views/tested.ts -> fast-check',
      'no-unlisted: src/surprise/thing.ts -> ./not-there.ts',
      'only-in-better: src/core/views/query.ts -> better-sqlite3',
      'only-in-electron: src/core/connectors/window.ts -> electron',
      'page-safe: src/core/model/disk.ts -> fs/promises',
    ]);
  });

  test('each import that the table allows happens', async () => {
    const { edges } = await cruiseFolder(rootFolder);
    const idle = rules
      .filter(({ name }) => name?.startsWith('layer-'))
      .flatMap(({ name, from, ...rule }) => {
        const pathNot = 'to' in rule && 'pathNot' in rule.to ? rule.to.pathNot : undefined;
        const [own = '', ...allowed] = [pathNot ?? []].flat();
        const targets = edges.filter((edge) => RegExp(String(from.path)).test(edge.from));
        expect(targets.length, own).toBeGreaterThan(0);
        const isUsed = (path: string) => targets.some((edge) => RegExp(path).test(edge.to));
        return allowed.filter((path) => !isUsed(path)).map((path) => `${name}: ${path}`);
      });
    expect(idle, 'nothing uses it: take it out of the table until something does').toEqual([]);
  });

  test('SQL is in the store and the views alone', () => {
    const files = globSync('src/**/*.{ts,tsx}', {
      cwd: rootFolder,
      exclude: ['src/core/{staging,views}/**'],
    });
    expect(files.length).toBeGreaterThan(500);
    const asking = files.filter((path) =>
      /\bdb\.(prepare|pragma|exec)\(/.test(readFileSync(join(rootFolder, path), 'utf8')),
    );
    expect(asking, 'add a query to the file of its table in core/staging').toEqual([]);
  });

  test('each rule says what to do instead', () => {
    for (const rule of rules) expect(rule.comment?.length, rule.name).toBeGreaterThan(40);
  });
});

type Edge = { from: string; to: string };
type Violation = { rule: string; severity: string; from: string; to: string; text: string };

/** Cruises the folder `src` below `folder` with our rules. */
async function cruiseFolder(
  folder: string,
): Promise<{ violations: Violation[]; edges: Edge[]; moduleCount: number }> {
  const { output } = await cruise(['src'], {
    ...config.options,
    baseDir: folder,
    validate: true,
    ruleSet: { forbidden: rules },
  });
  const { summary, modules } = output as ICruiseResult;
  const violations = summary.violations.map(({ rule, from, to }) => {
    const target = to.replace(/^.*node_modules\/(?:@types\/)?([^/]+).*$/, '$1');
    const advice = rules.find(({ name }) => name === rule.name)?.comment ?? '';
    const text = `${from} must not import ${target} (${rule.name}): ${advice}`;
    return { rule: rule.name, severity: rule.severity, from, to: target, text };
  });
  const edges = modules.flatMap(({ source, dependencies }) =>
    dependencies.map(({ resolved }) => ({ from: source, to: resolved })),
  );
  return { violations, edges, moduleCount: summary.totalCruised };
}
