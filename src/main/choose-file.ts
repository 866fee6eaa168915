import { existsSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { app, BrowserWindow, dialog, type SaveDialogOptions } from 'electron';
import type { ExportFormat } from '../core/model/export-format.ts';

const FILTERS: Readonly<Record<ExportFormat, string>> = {
  xlsx: 'Excel workbook',
  csv: 'Comma-separated values',
  json: 'JSON',
  zip: 'Hand-over pack',
};

/** Asks where to write an export; null if the person closed the dialog. */
export async function chooseFile(
  suggestedName: string,
  format: ExportFormat,
): Promise<string | null> {
  const options: SaveDialogOptions = {
    title: 'Export',
    buttonLabel: 'Export',
    defaultPath: join(documentsFolder(), basename(suggestedName)),
    filters: [{ name: FILTERS[format], extensions: [format] }],
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  };
  const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0];
  const { canceled, filePath } = await (window === undefined
    ? dialog.showSaveDialog(options)
    : dialog.showSaveDialog(window, options));
  if (canceled || filePath === '') return null;
  // Not every desktop's dialog adds the ending, and the ending says what is written.
  if (extname(filePath).toLowerCase() === `.${format}`) return filePath;
  const path = `${filePath}.${format}`;
  return !existsSync(path) || (await mayReplace(path)) ? path : null;
}

/** The dialog asked about the name as it was typed; this is another file. */
async function mayReplace(path: string): Promise<boolean> {
  const { response } = await dialog.showMessageBox({
    type: 'question',
    message: `${basename(path)} is there already. Replace it?`,
    buttons: ['Replace', 'Cancel'],
    defaultId: 1,
    cancelId: 1,
  });
  return response === 0;
}

function documentsFolder(): string {
  try {
    return app.getPath('documents');
  } catch {
    // A desktop without such a folder makes this throw.
    return app.getPath('home');
  }
}
