import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from '@swc/core';
import { rootFolder } from '../../scripts/find-node.mjs';

/** A text of the program with … where it puts in a value. */
export interface SaidText {
  readonly file: string;
  readonly text: string;
  /** What `new Failure` was given as its kind; null for any other text. */
  readonly failureKind: string | null;
}

type Node = Readonly<Record<string, unknown>>;

/** Every text of the sources of more than one word, once for each place that has it. */
export function saidTexts(): SaidText[] {
  const folder = join(rootFolder, 'src');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .flatMap((name) =>
      textsOf(name.replaceAll('\\', '/'), readFileSync(join(folder, name), 'utf8')),
    );
}

function textsOf(file: string, code: string): SaidText[] {
  const program = parseSync(code, { syntax: 'typescript', tsx: file.endsWith('x') });
  const found: SaidText[] = [];
  const walk = (value: unknown, failureKind: string | null): void => {
    if (Array.isArray(value)) {
      for (const each of value) walk(each, failureKind);
      return;
    }
    if (typeof value !== 'object' || value === null) return;
    const node = value as Node;
    if (node['type'] === 'NewExpression' && nameOf(node['callee']) === 'Failure') {
      const [kind, ...rest] = (node['arguments'] as { expression: Node }[]).map(
        ({ expression }) => expression,
      );
      walk(rest, kind?.['type'] === 'StringLiteral' ? String(kind['value']) : 'computed');
      return;
    }
    const text = textOf(node);
    if (text !== null && /\S\s+\S/.test(text)) found.push({ file, text: plain(text), failureKind });
    for (const [name, child] of Object.entries(node)) if (name !== 'span') walk(child, failureKind);
  };
  walk(program.body, null);
  return found;
}

/** Runs of spaces as one, and values beside each other as one. */
export function plain(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/…(?:\s?…)+/g, '…')
    .trim();
}

function textOf(node: Node): string | null {
  if (node['type'] === 'StringLiteral') return String(node['value']);
  if (node['type'] !== 'TemplateLiteral') return null;
  return (node['quasis'] as { cooked?: string }[]).map(({ cooked }) => cooked ?? '').join('…');
}

function nameOf(node: unknown): string | null {
  const { type, value } = (node ?? {}) as { type?: string; value?: string };
  return type === 'Identifier' ? (value ?? null) : null;
}
