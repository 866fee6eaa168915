import { Failure } from '../model/failure.ts';
import {
  filesOfWorkspace,
  removeWorkspaceFolder,
  type WorkspaceFile,
} from '../staging/remove-workspace.ts';
import {
  saveWorkspaceSettings,
  workspaceFacts,
  type WorkspaceFacts,
} from '../staging/workspace-settings.ts';
import { listWorkspaces, type Workspace } from '../staging/workspaces.ts';
import type { WriterLock } from '../staging/writer-lock.ts';

export interface CustomerFacts extends WorkspaceFacts {
  readonly folder: string;
}

/** Workspaces as folders of customers: made, described, deleted. */
export interface Customers {
  list(): string[];
  facts(name: string): CustomerFacts;
  /** @throws Failure usage if there is one of this name, or if it can't be a name */
  create(name: string, settings: object): CustomerFacts;
  saveSettings(name: string, settings: object): void;
  files(name: string): WorkspaceFile[];
  /** Deletes everything of the customer. @throws Failure storage; in_use if somebody changes the workspace now */
  remove(name: string): void;
}

export function createCustomers(
  dataFolder: string,
  opened: {
    open(name: string, create?: boolean): Workspace;
    /** @throws Failure in_use */
    hold(workspace: Workspace): WriterLock;
    close(name: string): void;
  },
): Customers {
  const facts = (name: string): CustomerFacts => {
    const { db, folder } = opened.open(name);
    return { ...workspaceFacts(db), name, folder };
  };
  return {
    facts,
    list: () => listWorkspaces(dataFolder),
    create: (name, settings) => {
      // Some disks don't tell "Hope" from "hope": then the second would be the first.
      const taken = listWorkspaces(dataFolder).find(
        (known) => known.toLowerCase() === name.trim().toLowerCase(),
      );
      if (taken !== undefined)
        throw new Failure('usage', `There is a workspace "${taken}" already: choose another name.`);
      const { db } = opened.open(name.trim(), true);
      saveWorkspaceSettings(db, settings);
      return facts(name.trim());
    },
    saveSettings: (name, settings) => saveWorkspaceSettings(opened.open(name).db, settings),
    files: (name) => filesOfWorkspace(opened.open(name).folder),
    remove: (name) => {
      const at = opened.open(name);
      const lock = opened.hold(at);
      try {
        opened.close(name);
        removeWorkspaceFolder(at.folder, () => lock.release());
      } finally {
        lock.release();
      }
    },
  };
}
