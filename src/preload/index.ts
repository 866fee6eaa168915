// Opens no door yet. The page's typed contract will come through here, and nothing else.
import { contextBridge } from 'electron';

contextBridge.exposeInMainWorld('tieoutHost', Object.freeze({ kind: 'window' }));
