import { ipcMain, MessageChannelMain, type IpcMainEvent, type MessagePortMain } from 'electron';
import { ENGINE_PORT } from '../contract/window.ts';
import { isPage } from './page-address.ts';

/**
 * Gives our page, and nobody else, a port to the engine: to the main frame of a window of ours, at the page's address,
 * once for each time it is loaded.
 * @param pageUrl the page's address
 * @param connect hands the other end to the engine
 */
export function answerPortRequests(
  pageUrl: string,
  connect: (port: MessagePortMain) => void,
): { ourPage(contents: Electron.WebContents): void } {
  const ours = new Set<Electron.WebContents>();
  const served = new Set<Electron.WebContents>();
  ipcMain.on(ENGINE_PORT, (event) => {
    const frame = pageFrame(event, pageUrl);
    if (frame === null || !ours.has(event.sender)) return;
    if (served.has(event.sender)) return;
    served.add(event.sender);
    const { port1, port2 } = new MessageChannelMain();
    connect(port1);
    frame.postMessage(ENGINE_PORT, null, [port2]);
  });
  return {
    ourPage: (contents) => {
      ours.add(contents);
      contents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
        if (isMainFrame && !isSameDocument) served.delete(contents);
      });
      contents.once('destroyed', () => {
        ours.delete(contents);
        served.delete(contents);
      });
    },
  };
}

/** The frame that asked, if it is the top one and shows our page. */
function pageFrame(
  { sender, senderFrame }: IpcMainEvent,
  pageUrl: string,
): Electron.WebFrameMain | null {
  if (senderFrame === null || senderFrame.parent !== null) return null;
  if (senderFrame !== sender.mainFrame) return null;
  return isPage(senderFrame.url, pageUrl) ? senderFrame : null;
}
