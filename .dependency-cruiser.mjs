// The layer table of ARCHITECTURE.md as rules. Each comment says what to do instead: it is the message that the
// person who broke the rule reads.

/**
 * folder -> what it may import beside itself, and the advice when it imports something else.
 * @type {Record<string, { may: string[], advice: string }>}
 */
const layers = {
  'core/model': {
    may: [],
    advice:
      'The model is what everything else stands on, so it imports no other folder. Move the shared type into core/model, or the code that needs both up into core/audit.',
  },
  'core/http': {
    may: ['core/model'],
    advice:
      'core/http moves bytes and knows no product. What is particular to Raise or CRM+ belongs in core/connectors, which passes it in as an argument.',
  },
  'core/connectors': {
    may: ['core/http', 'core/model'],
    advice:
      'A connector turns wire JSON into records and yields pages; core/audit stores, matches and checks them. Yield what is missing instead of reaching for it.',
  },
  'core/staging': {
    may: ['core/model'],
    advice:
      'The store keeps and queries rows of the model. Take records as arguments; core/audit brings reader and store together.',
  },
  'core/matching': {
    may: ['core/model'],
    advice:
      'Matching sees only records, so that rules can be run again on stored pages. Its set-based SQL lives in core/staging; core/audit hands the rows over.',
  },
  'core/checks': {
    may: ['core/matching', 'core/model'],
    advice:
      'A check is a pure question about records and pairs. If it needs a fact from the network or the store, core/audit fetches that fact first and passes it in.',
  },
  'core/audit': {
    may: ['core/connectors', 'core/staging', 'core/matching', 'core/checks', 'core/model'],
    advice:
      'core/audit is the only place where reading, storing and checking meet; it has no view, no file format and no host. Return values, and let core/auditor.ts pass them on.',
  },
  'core/monitor': {
    may: ['core/staging', 'core/model'],
    advice:
      'An event is a hint to re-read a record. Write it to the store; core/audit does the reading.',
  },
  'core/operations': {
    may: ['core/staging', 'core/model'],
    advice:
      'Schedules, alerts and metrics are worked out from facts that they are given, and publishing copies what is stored. To start an audit, ask through core/auditor.ts.',
  },
  'core/views': {
    may: ['core/staging', 'core/model'],
    advice:
      'A view is a question to the store, with its words. What it needs to know must be in a stored row.',
  },
  'core/exports': {
    may: ['core/model'],
    advice:
      'An export writes the rows of a report that it is given, so that grid, CLI and workbook say the same. Add what is missing to the report (core/model/report.ts).',
  },
  'core/facade': {
    may: [
      'core/audit',
      'core/connectors',
      'core/exports',
      'core/http',
      'core/model',
      'core/monitor',
      'core/operations',
      'core/staging',
      'core/views',
    ],
    advice:
      'A desk of the facade is called by core/auditor.ts and knows no host. What it needs from one (a listener, a mail server, a clock) it is given.',
  },
  contract: {
    may: ['core/model'],
    advice:
      'The contract is read by both ends, the page included. Put the shared type into core/model and its schema into contract.',
  },
  sandbox: {
    may: [],
    advice:
      'The sandbox must not share code with what it tests, or both would be wrong together. Speak HTTP to it, and write its answers from the API documents.',
  },
  page: {
    may: [],
    advice: 'Serving the built page needs no more than files: keep it to that.',
  },
  keys: {
    may: ['core/model'],
    advice: 'The key store holds tokens and knows nobody who uses them.',
  },
  engine: {
    may: ['core/auditor.ts', 'contract', 'core/model', 'keys', 'sandbox'],
    advice:
      'The engine answers the contract by asking the auditor. Add what is missing to core/auditor.ts, so that the command line gets it too.',
  },
  renderer: {
    may: ['contract', 'core/model'],
    advice:
      'The page has no Node, no store and no token. Add a command or an event to the contract and call that.',
  },
  preload: {
    may: ['contract'],
    advice: 'The preload only opens the door: keep it to the contract.',
  },
  main: {
    may: ['contract', 'core/model', 'engine', 'page'],
    advice:
      'The window starts the engine and brings what only Electron has. Let the engine do it, so that the browser tab gets it too.',
  },
  web: {
    may: ['core/model', 'engine', 'page'],
    advice:
      'The browser tab’s host checks who speaks and pipes bytes to the engine. Let the engine do it, so that the window gets it too.',
  },
  cli: {
    // "tieout serve" is the browser tab's host, started from a terminal.
    may: ['core/auditor.ts', 'contract', 'core/model', 'engine', 'keys', 'sandbox', 'web'],
    advice:
      'The command line calls core/auditor.ts and translates. Add what is missing to the facade, so that all hosts get it.',
  },
};

const layerRules = Object.entries(layers).map(([folder, { may, advice }]) => ({
  name: `layer-${folder.replace('core/', '')}`,
  severity: 'error',
  comment: advice,
  from: { path: `^src/${folder}/` },
  to: {
    path: '^src/',
    pathNot: [folder, ...may].map((name) =>
      name.endsWith('.ts') ? `^src/${name}$` : `^src/${name}/`,
    ),
  },
}));

/**
 * What an import of these packages looks like, found or not.
 * @param {string} packages as a pattern
 */
function pathsOf(packages) {
  return [`node_modules/(@types/)?(${packages})/`, `^(${packages})(/|$)`];
}

/**
 * One package, one home.
 * @param {string} packages as a pattern
 * @param {string} home as a pattern
 * @param {string} comment
 */
const onlyIn = (packages, home, comment) => ({
  name: `only-in-${packages.replace(/\W.*/, '')}`,
  severity: 'error',
  comment,
  from: { path: '^src/', pathNot: home },
  to: { path: pathsOf(packages) },
});

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...layerRules,
    {
      name: 'known-folder',
      severity: 'error',
      comment:
        'This folder is not in the layer table. Put the file where its job already has a home, or add a row to .dependency-cruiser.mjs and ARCHITECTURE.md with its reason.',
      from: {
        path: '^src/',
        pathNot: [...Object.keys(layers).map((f) => `^src/${f}/`), '^src/core/auditor\\.ts$'],
      },
      to: {},
    },
    {
      name: 'core-knows-no-host',
      severity: 'error',
      comment:
        'The core runs in a window, a browser tab and a terminal and must not know which. Take a function or a stream as an argument; the host passes the real thing in.',
      from: { path: '^src/(core|contract)/' },
      to: { path: pathsOf('electron|react|react-dom|tty|readline|repl|inspector') },
    },
    {
      name: 'page-safe',
      severity: 'error',
      comment:
        'The page imports these folders too, and it has no Node. Move what needs Node to the folder that uses it, or use what the language and Web APIs give.',
      from: { path: '^src/(core/model|contract|renderer)/' },
      to: { dependencyTypes: ['core'] },
    },
    onlyIn(
      'electron',
      '^src/(main|preload)/',
      'Only the window host knows Electron. Put it in src/main and pass the result on.',
    ),
    onlyIn(
      'react|react-dom',
      '^src/renderer/',
      'Only the page draws. Return values and let src/renderer show them.',
    ),
    onlyIn(
      'better-sqlite3',
      '^src/core/staging/',
      'One folder holds all SQL. Add a query to the file of its table in core/staging.',
    ),
    onlyIn(
      'ws',
      '^src/web/',
      'Only the browser tab’s host speaks WebSocket; everything else gets a message port.',
    ),
    onlyIn(
      '@mantine|ag-grid-community|@tanstack',
      '^src/renderer/',
      'Only the page draws. Return values and let src/renderer show them.',
    ),
    onlyIn(
      'exceljs|archiver',
      '^src/core/exports/',
      'One folder guards every cell against formulas. Write workbooks through core/exports.',
    ),
    onlyIn(
      'nodemailer|prom-client',
      '^src/core/operations/',
      'Alerts and metrics leave through core/operations. Ask core/auditor.ts for them.',
    ),
    onlyIn(
      'pg',
      '^src/core/operations/publish/',
      'One folder holds all that is said to the shared PostgreSQL. Add a statement to the file of its job there, and ask core/auditor.ts for it.',
    ),
    onlyIn(
      'croner',
      '^src/engine/',
      'A timer belongs to a host; what is due is decided by core/operations from stored facts.',
    ),
    {
      name: 'no-circular',
      severity: 'error',
      comment:
        'Two files that need each other are one thing or three. Move what both need into a third file, or pass it as an argument.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      // A warning, because parts are written before they are wired; "npm run check:unused" refuses what stays unused.
      severity: 'warn',
      comment: 'Nothing imports this file and it imports nothing. Wire it in or delete it.',
      from: {
        orphan: true,
        pathNot: [
          '\\.d\\.ts$',
          '^src/(main|preload)/index\\.ts$',
          '^src/renderer/main\\.tsx$',
          '^src/cli/main\\.ts$',
        ],
      },
      to: {},
    },
    {
      name: 'no-dev-dependency',
      severity: 'error',
      comment:
        'A development dependency is not there when the product runs. Move it to "dependencies" with a reason in docs/decisions/0001, or do without.',
      from: { path: '^src/' },
      to: {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: ['type-only'],
        pathNot: 'node_modules/(electron|@types)/',
      },
    },
    {
      name: 'no-unlisted',
      severity: 'error',
      comment:
        'This package is not in package.json, or the file does not exist. Use what is there, or add the package with a reason in docs/decisions/0001.',
      from: {},
      to: { dependencyTypes: ['unknown', 'undetermined', 'npm-no-pkg', 'npm-unknown'] },
    },
  ],
  options: {
    // dependency-cruiser reads TypeScript through the compiler up to version 6 only; with 7 it would see no .ts file
    // and find nothing wrong. swc reads them, type-only imports included.
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      conditionNames: ['import', 'node', 'default', 'types'],
      exportsFields: ['exports'],
    },
  },
};
