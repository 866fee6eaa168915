import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { ExportFormat } from '../core/model/export-format.ts';
import { Failure } from '../core/model/failure.ts';
import { makeDownloadFolder } from './download-folder.ts';

const TYPES: Readonly<Record<ExportFormat, string>> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv',
  json: 'application/json',
  zip: 'application/zip',
};

export interface WrittenFile {
  /** Null if it is of all customers. */
  readonly workspace: string | null;
  readonly path: string;
  readonly isDownload: boolean;
}

/** Written files, until they are taken or shown. Those for a download lie in a folder of mode 0700 that goes at the end. */
export class ExportFiles {
  #folder: string | null = null;
  readonly #files = new Map<string, WrittenFile>();

  /** Where to write a file that a page will take. */
  downloadPath(name: string): string {
    this.#folder ??= makeDownloadFolder();
    return join(mkdtempSync(join(this.#folder, 'file-')), name);
  }

  add(file: WrittenFile): string {
    const id = randomUUID();
    this.#files.set(id, file);
    return id;
  }

  /** A downloaded file's content, once. */
  async take(id: string): Promise<File> {
    const { path, isDownload } = this.#get(id);
    if (!isDownload) throw new Failure('usage', 'This file was saved already.');
    const bytes = await readFile(path);
    this.#files.delete(id);
    rmSync(path, { force: true });
    const format = path.slice(path.lastIndexOf('.') + 1) as ExportFormat;
    return new File([new Uint8Array(bytes)], basename(path), { type: TYPES[format] });
  }

  savedPath(id: string): string {
    return this.#get(id).path;
  }

  /** A deleted workspace's downloads go with it; what a person saved is theirs. */
  forget(workspace: string): void {
    for (const [id, file] of this.#files) {
      if (file.workspace !== workspace) continue;
      if (file.isDownload) rmSync(file.path, { force: true });
      this.#files.delete(id);
    }
  }

  close(): void {
    if (this.#folder !== null) rmSync(this.#folder, { recursive: true, force: true });
  }

  #get(id: string): WrittenFile {
    const file = this.#files.get(id);
    if (file === undefined)
      throw new Failure('usage', 'This file is not there any more: export it again.');
    return file;
  }
}
