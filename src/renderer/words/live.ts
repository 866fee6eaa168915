import type { HookRefusal, HookScheme } from '../../core/model/hook-scheme.ts';
import type { LiveFilter } from '../../core/model/live-row.ts';
import { formatInstant, formatNumber } from './format.ts';

const REFUSED: Readonly<Record<HookRefusal, string>> = {
  bad_signature: 'without the right signature or token',
  stale: 'too old',
  too_large: 'too large',
  too_many: 'too many at once',
  cut_off: 'broken off',
};

const FILTERS: Readonly<Record<LiveFilter, string>> = {
  all: 'All records',
  one_sided: 'One product alone, late',
  waiting: 'One product alone, still in time',
  agreed: 'Told of by both',
  crm_born: 'CRM+’s own',
  unlinked: 'Refer to something else than Raise',
  test: 'Test mode',
  expected: 'No counterpart expected',
  gone: 'Deleted',
};

/** Words of live confirmation: listening, its proofs and its counts. */
export const liveWords = {
  title: 'Live confirmation',
  description:
    'Both products tell of gifts as they happen, by webhooks. Tieout keeps one row a record and reads directly what one product alone has told of for too long.',
  loading: 'Loading live confirmation',
  cancel: 'Cancel',
  save: 'Save',
  change: 'Change',
  of: (what: string, product: string) => `${what}: ${product}`,

  listening: {
    title: 'Listening',
    text: 'Off until you start it. Tieout listens on this computer only (127.0.0.1) and ends when Tieout does; the products reach it through a tunnel of your own.',
    off: 'Not listening',
    here: (port: number) => `Listening on port ${port}`,
    elsewhere: (program: string, pid: number) =>
      `${program} listens for this workspace (process ${pid})`,
    elsewhereText: 'What it takes is shown here. End it there to listen here.',
    port: 'Port',
    portHint: 'Your tunnel has to point to it. Left empty, a free one is taken.',
    portWrong: 'A port is a whole number from 1 to 65535.',
    start: 'Start listening',
    stop: 'Stop listening',
    failed: 'Deliveries could not be stored, looked into or cleared away',
    waitingToApply: (count: number) =>
      count === 1
        ? '1 stored delivery is still to be looked into.'
        : `${formatNumber(count)} stored deliveries are still to be looked into.`,
    restart: 'Changes of secrets and proofs hold from the next start of listening on.',
  },
  silent: {
    title: (products: string) => `Nothing has come from ${products} yet`,
    text: 'That may only mean that nothing has happened. If something has: see whether the tunnel is up and points to this port, and whether the product has a subscription with the address that ends as shown below.',
    refusedTitle: (products: string) => `Everything from ${products} was refused`,
    refusedText:
      'Something comes, but never with the proof that is expected. See whether the product has the same secret, and look at the headers of one delivery to see how it proves who sent it.',
    and: ' and ',
  },
  hook: {
    title: (product: string) => `Deliveries of ${product}`,
    address: 'Hook address',
    path: 'Path of the hook',
    pathOnly: 'Give your tunnel’s address with this path to the product.',
    addressHint: 'On this computer. The product gets your tunnel’s address with the same path.',
    private: 'Treat it like a password.',
    copyAddress: (product: string) => `Copy the hook address of ${product}`,
    copy: 'Copy',
    copied: 'Copied',
    proof: 'Proof',
    secret: 'Secret',
    notTaken: 'Not listened for: no secret is kept, so nothing could be told from a stranger’s.',
    counts: 'What came',
    events: 'Deliveries',
    repeated: 'Of them repeats',
    unverified: 'Of them without proof',
    refused: 'Refused',
    unreadable: 'Not understood',
    otherKinds: 'Of another kind',
    last: 'Last delivery',
    none: 'None yet',
    refusedFor: (why: HookRefusal, count: number) => `${formatNumber(count)} ${REFUSED[why]}`,
    named: (name: string, count: number) => `${formatNumber(count)} (${name})`,
    /** Of counts that have no more to tell. */
    zero: '0',
  },
  secret: {
    kept: 'Kept, not shown',
    absent: 'None',
    locked: 'Locked with the tokens: unlock them first.',
    set: 'Set…',
    replace: 'Replace…',
    clear: 'Clear',
    dialog: (product: string) => `Secret of ${product}’s webhooks`,
    text: 'It is kept where the tokens are and never shown again. A subscription made here carries it to the product by itself.',
    label: 'Secret',
    hint: 'The one that the product has already, or a new one: long and random.',
    show: 'Show what is typed',
    empty: 'Type a secret, or have one drawn.',
    draw: 'Draw a random one',
    drawHint: 'Good for a subscription that is made here afterwards: nobody has to know it.',
    save: 'Keep secret',
    clearTitle: (product: string) => `Clear the secret of ${product}’s webhooks?`,
    clearText:
      'From the next start of listening on, nothing of this product is taken. The product keeps its own copy: delete its subscription too.',
  },
  scheme: {
    dialog: (product: string) => `How ${product} proves its deliveries`,
    text: 'Neither vendor documents it for good. Look at the headers of one delivery, in your tunnel’s log or Raise’s delivery log, and say what is there.',
    kind: 'Proof',
    kinds: {
      'hmac-sha256': 'Signature (HMAC-SHA256)',
      'shared-token': 'Shared token',
      none: 'None',
    } satisfies Record<HookScheme['kind'], string>,
    header: 'Header',
    headerWrong: 'A header’s name has letters, digits and dashes only, and begins with a letter.',
    encoding: 'Written as',
    encodings: { hex: 'Hex', base64: 'Base64' },
    prefix: 'Text before the signature',
    prefixHint: 'Such as sha256=. Mostly empty.',
    timestamp: 'Header with the time that is signed too',
    timestampHint:
      'Empty if no time is signed. With one, deliveries older than 5 minutes are refused.',
    noneText:
      'Whoever learns the path can send what they like, and it would count as unverified. Choose this only to see what comes.',
    token: (header: string) => `Token in the header ${header}`,
    hmac: (encoding: 'hex' | 'base64', header: string) =>
      `HMAC-SHA256 in ${encoding}, in the header ${header}`,
    hmacAfter: (encoding: 'hex' | 'base64', prefix: string, header: string) =>
      `HMAC-SHA256 in ${encoding} after “${prefix}”, in the header ${header}`,
    none: 'No proof of who sends',
  },

  late: {
    title: 'Late and one-sided',
    text: (minutes: number) =>
      `Gifts that one product alone has told of for ${formatNumber(minutes)} minutes or more. Each is read directly before it is called anything; that takes at most 5 % of the calls that the products allow in an hour. While listening it is done every minute.`,
    figures: 'Late and one-sided gifts',
    inTime: 'still in time',
    toConfirm: 'waiting to be confirmed',
    findings: (count: number) => (count === 1 ? 'finding' : 'findings'),
    actionable: 'of them to act on',
    unaudited: 'of these in no audit yet',
    undecided: 'undecided',
    confirm: 'Read them now',
    confirmed: (checked: number, waiting: number) =>
      `Last time ${formatNumber(checked)} ${checked === 1 ? 'gift was' : 'gifts were'} read directly; ${formatNumber(waiting)} left waiting.`,
    limit: 'Minutes that one product may have a gift alone',
    limitWrong: 'A whole number of minutes from 5 to 10080 (a week).',
  },

  rows: {
    title: 'Records',
    text: 'One row a record, whatever came and how often. The last told of first.',
    filter: 'Which records',
    filters: FILTERS,
    option: (filter: LiveFilter, count: number) => `${FILTERS[filter]} (${formatNumber(count)})`,
    table: 'Records that webhooks told of',
    columns: {
      record: 'Record',
      raise: 'Raise',
      crm: 'CRM+',
      campaign: 'Campaign, day',
      events: 'Events',
      known: 'What is known',
    },
    raiseId: (id: string) => `Raise ${id}`,
    crmId: (id: string) => `CRM+ ${id}`,
    firstTold: (ms: number) => `Told ${formatInstant(new Date(ms).toISOString())}`,
    notTold: 'Has not told of it',
    deleted: 'Deleted',
    amountUnknown: 'Amount not told',
    none: '—',
    emptyTitle: 'Nothing has come yet',
    empty:
      'Start listening and have both products told where to deliver. Each record they tell of gets its row here.',
    nothing: 'No record fits the filter.',
    more: 'Show more records',
    newest: 'Show the newest again',
    held: 'The list is held while you read on: what comes now is not in it.',
  },
  known: {
    both: 'Told of by both',
    arrived: 'Arrived after all: both have told of it by now',
    inBoth: 'Arrived after all: read directly, both have it and agree',
    crmBorn: 'CRM+’s own: it names no other system',
    unlinked: 'It refers to something that is not known to be Raise',
    gone: 'Deleted',
    notWaitedFor: 'Told of by one product; only gifts are waited for',
    test: 'A test record: looked into only where this customer’s settings include test records',
    expected: (why: string) => `No counterpart expected: ${why}`,
    inTime: (limit: number) =>
      `Told of by one product, less than ${formatNumber(limit)} minutes ago`,
    toConfirm: 'Waiting to be confirmed',
    again: 'An event brought news since it was read: waiting to be confirmed again',
    undecided: 'Undecided: it could not be read and is asked for again',
  },

  guide: {
    title: 'Your tunnel',
    tunnel:
      'How to bring your own HTTPS tunnel, and what to look at when deliveries are refused, is in the guide:',
    chapter: '“Live confirmation by webhooks”',
  },
} as const;
