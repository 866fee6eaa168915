import { dialog, type BrowserWindow, type RenderProcessGoneDetails } from 'electron';

/** The page's process ended: offers to load it anew. Audits go on in a process of their own. */
export async function reloadIfGone(
  window: BrowserWindow,
  { reason, exitCode }: RenderProcessGoneDetails,
): Promise<void> {
  if (reason === 'clean-exit' || window.isDestroyed()) return;
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    message: "Tieout's page ended unexpectedly.",
    detail: `Audits that are running go on. (${reason}, ${exitCode})`,
    buttons: ['Load it again', 'Close the window'],
    defaultId: 0,
    cancelId: 1,
    noLink: true,
  });
  if (window.isDestroyed()) return;
  if (response === 0) window.webContents.reload();
  else window.close();
}
