/** What is typed to set up the system's scheduler for this folder of data, quoted as this kind of system reads it. */
export function installCommand(dataFolder: string): string {
  return `npm run -s tieout -- schedule install --data-dir ${quoted(dataFolder)}`;
}

/** Windows' shells know double quotes only, and no name of a file there holds one. */
function quoted(path: string): string {
  if (/^[A-Za-z]:[\\/]|^\\\\/.test(path)) return `"${path}"`;
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", String.raw`'\''`)}'`;
}
