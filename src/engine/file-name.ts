/** A workspace's name as the start of a file's name. */
export function fileName(workspace: string): string {
  return `tieout-${workspace.replace(/[^\p{L}\p{N}-]+/gu, '-').toLowerCase()}`;
}
