import { clipboard, dialog, type MessageBoxOptions } from 'electron';

/**
 * A question whose details can be put on the clipboard; copying does not answer it.
 * @param details redacted already
 * @returns the index of the chosen one of `buttons`
 */
export async function askWithDetails(
  options: MessageBoxOptions & { readonly buttons: string[] },
  details: string,
): Promise<number> {
  const buttons = [...options.buttons, 'Copy details'];
  for (;;) {
    const { response } = await dialog.showMessageBox({ ...options, buttons, noLink: true });
    if (response !== options.buttons.length) return response;
    await clipboard.writeText(details);
  }
}
