import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CronJob } from 'kubernetes-models/batch/v1';
import { PersistentVolumeClaim, Secret } from 'kubernetes-models/v1';
import { expect, onTestFinished, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { rootFolder } from '../../scripts/find-node.mjs';

const text = readFileSync(join(rootFolder, 'deploy/kubernetes/customer.yaml'), 'utf8');
const KINDS = { CronJob, PersistentVolumeClaim, Secret } as const;

type Manifest = { readonly kind: keyof typeof KINDS; readonly [member: string]: unknown };

function manifestsOf(yaml: string): Manifest[] {
  return parseAllDocuments(yaml, { uniqueKeys: true }).map((document) => {
    expect(document.errors).toEqual([]);
    return document.toJS() as Manifest;
  });
}

/** What Kubernetes' own OpenAPI schema says of each; and, since it lets unknown members pass, what its types say of them. */
function faultsOf(manifests: readonly Manifest[]): string[] {
  const faults = manifests.flatMap((manifest) => {
    try {
      new KINDS[manifest.kind](manifest as never).validate();
      return [];
    } catch (error) {
      return [String(error)];
    }
  });
  const folder = join(rootFolder, `node_modules/.cache/tieout-manifests-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const lines = manifests.map(
    (manifest, at) =>
      `export const manifest${at}: I${manifest.kind} = ${JSON.stringify(manifest)};`,
  );
  const imports = `import type { ICronJob } from 'kubernetes-models/batch/v1';\nimport type { IPersistentVolumeClaim, ISecret } from 'kubernetes-models/v1';\n`;
  const path = join(folder, 'manifests.ts');
  writeFileSync(path, imports + lines.join('\n'));
  const tsc = join(rootFolder, 'node_modules/typescript/bin/tsc');
  const { stdout } = spawnSync(
    process.execPath,
    [
      tsc,
      '--noEmit',
      '--strict',
      '--skipLibCheck',
      '--ignoreConfig',
      '--module',
      'nodenext',
      '--types',
      '',
      path,
    ],
    { encoding: 'utf8', cwd: folder },
  );
  return [...faults, ...stdout.split('\n').filter((line) => line.includes('error TS'))];
}

test('a customer’s manifests are what Kubernetes takes, to the member', () => {
  const manifests = manifestsOf(text);
  expect(manifests.map(({ kind }) => kind)).toEqual(['Secret', 'PersistentVolumeClaim', 'CronJob']);
  expect(faultsOf(manifests)).toEqual([]);
});

test.each([
  ['a member that is misspelt', 'readOnlyRootFilesystem', 'readOnlyRootFileSystem'],
  ['a value of the wrong kind', 'backoffLimit: 0', "backoffLimit: 'none'"],
  ['a policy that there is not', 'concurrencyPolicy: Forbid', 'concurrencyPolicy: Never'],
])('%s would be noticed', (_what, right, wrong) => {
  expect(text).toContain(right);
  expect(faultsOf(manifestsOf(text.replace(right, wrong)))).not.toEqual([]);
});

test('one run at a time, as nobody, with nothing writable but its volume and /tmp, and no secret on the command line', () => {
  const job = manifestsOf(text).find(({ kind }) => kind === 'CronJob') as unknown as {
    spec: { concurrencyPolicy: string; jobTemplate: { spec: { template: { spec: PodSpec } } } };
  };
  const pod = job.spec.jobTemplate.spec.template.spec;
  expect(job.spec.concurrencyPolicy).toBe('Forbid');
  expect(pod).toMatchObject({
    automountServiceAccountToken: false,
    securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
  });
  for (const container of pod.containers) {
    expect(container.securityContext).toMatchObject({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
    expect(container.volumeMounts.map(({ mountPath }) => mountPath)).toEqual(['/data', '/tmp']);
    expect(JSON.stringify([container.command, container.args])).not.toMatch(/token|postgres/i);
    expect(Object.keys(container.resources.limits).toSorted()).toEqual(['cpu', 'memory']);
  }
});

interface PodSpec {
  readonly containers: readonly {
    readonly securityContext: object;
    readonly volumeMounts: readonly { readonly mountPath: string }[];
    readonly command: readonly string[];
    readonly args: readonly string[];
    readonly resources: { readonly limits: Record<string, string> };
  }[];
}
