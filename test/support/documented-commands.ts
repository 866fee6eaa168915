/**
 * The commands of a document, each as the words behind "tieout": of its code, whether they are called from a checkout or
 * not. What names only a pattern ("tieout <command>") is left out.
 */
export function commandsOf(markdown: string): string[][] {
  return (
    codeOf(markdown)
      .flatMap((code) => code.split('\n'))
      // An image is named after the program.
      .filter((line) => !/^\s*docker build/.test(line))
      .flatMap((line) => {
        const [, words] =
          /(?:^|\| |\s|^\$ )(?:npm run -s tieout --|tieout)(?: (.*)|$)/.exec(line) ?? [];
        return words === undefined ? [] : [wordsOf(words)];
      })
      .filter((words) => words.length > 0 && !words.some((word) => /^[<[]/.test(word)))
  );
}

/** Fenced and indented blocks, and what stands between backticks. */
function codeOf(markdown: string): string[] {
  const fenced = [...markdown.matchAll(/^```\w*\n([^]*?)^```/gm)].map(([, code = '']) => code);
  const rest = markdown.replaceAll(/^```\w*\n[^]*?^```/gm, '');
  const indented = [...rest.matchAll(/^ {4,}(?![-*\d|])(.+)$/gm)].map(([, code = '']) => code);
  const inline = [...rest.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);
  return [...fenced, ...indented, ...inline];
}

/** As a shell takes them apart, up to a remark or a pipe. */
function wordsOf(text: string): string[] {
  const [before = ''] = text.split(/\s+#\s|\s\|\s|\s>\s/);
  return [...before.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');
}
