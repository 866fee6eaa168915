import { expect, test } from 'vitest';
import type { VerifiedWorkspace, VerifyProblem } from '../../src/core/model/verification.ts';
import {
  afterStep,
  inOrder,
  STARTED,
  type FileCheckState,
} from '../../src/renderer/pages/settings/file-check-state.ts';

const damage: VerifyProblem = { file: 'b.sqlite', severity: 'damage', sentence: 'Damaged.' };
const warning: VerifyProblem = { file: 'a.sqlite', severity: 'warning', sentence: 'Left over.' };
const sound: VerifiedWorkspace = {
  name: 'Hope',
  sound: true,
  runs: 2,
  files: 3,
  bytes: 4096,
  removed: { pages: 0, findings: 0 },
  problems: [warning],
};
const beside = (file: string): string => `${file}, beside`;

function after(former: FileCheckState, step: Parameters<typeof afterStep>[1]): FileCheckState {
  return afterStep(former, step, 42, beside);
}

test('a check tells its file and its share, then its result', () => {
  const progress = { kind: 'progress', workspace: 'Hope', file: 'workspace.sqlite' } as const;
  const half = after(STARTED, { ...progress, doneBytes: 50, totalBytes: 100 });
  expect(half).toEqual({ kind: 'running', file: 'workspace.sqlite', share: 0.5 });
  const empty = after(STARTED, { ...progress, doneBytes: 0, totalBytes: 0 });
  expect(empty).toMatchObject({ share: null });
  const done = after(half, { kind: 'workspace', result: sound });
  expect(done).toEqual({ kind: 'done', result: sound, atMs: 42 });
});

test('what lies beside the workspaces belongs to the result, and can spoil it', () => {
  const done = after(STARTED, { kind: 'workspace', result: sound });
  const clean = after(done, { kind: 'data_folder', problems: [] });
  expect(clean).toEqual(done);
  const keys = { file: 'keys.json', severity: 'damage', sentence: 'Damaged.' } as const;
  const spoilt = after(done, { kind: 'data_folder', problems: [keys] });
  expect(spoilt).toMatchObject({
    result: { sound: false, problems: [warning, { ...keys, file: 'keys.json, beside' }] },
  });
});

test('damages come first', () => {
  expect(inOrder([warning, damage])).toEqual([damage, warning]);
});
