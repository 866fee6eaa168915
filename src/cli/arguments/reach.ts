import { connect, type ConnectOptions } from '../../core/auditor.ts';
import { isFailure } from '../../core/model/failure.ts';
import type { Product } from '../../core/model/record-type.ts';
import { didYouMean } from '../nearest.ts';
import { numberOf } from './numbers.ts';
import type { Arguments } from './parse.ts';
import type { Tokens } from './tokens.ts';
import { usage } from './usage.ts';

export type Origins = Readonly<Record<Product, string | null>>;
type Pace = NonNullable<ConnectOptions['pace']>;

const DEFAULT_URL = {
  raise: 'https://prod-api.raisedonors.com',
  crm: 'https://api.virtuoussoftware.com',
} as const;
const PACES: readonly Pace[] = ['polite', 'normal', 'fast'];
const RATES = { least: 0.001, most: 10_000, isWhole: false };

/**
 * How both products are reached: addresses from the flags, else from the workspace's last run, else the vendor's.
 * @throws Failure usage
 */
export function readReach(args: Arguments, tokens: Tokens, stored: Origins | null): ConnectOptions {
  const urls = { raise: args.one('raise-url'), crm: args.one('crm-url') };
  const rates = {
    raise: numberOf(args, 'raise-rps', RATES),
    crm: numberOf(args, 'crm-rps', RATES),
  };
  const pace = paceOf(args);
  if (tokens.raise === null) {
    throw usage(
      'There is no Raise token: set TIEOUT_RAISE_TOKEN in the environment, name a file with --token-file, or name a --workspace whose tokens the application keeps.',
    );
  }
  if (urls.crm !== undefined && tokens.crm === null) {
    throw usage(
      '--crm-url is given, but there is no CRM+ token: set TIEOUT_CRM_TOKEN, or leave --crm-url out for a customer without CRM+.',
    );
  }
  const options: ConnectOptions = {
    raise: {
      url: urls.raise ?? stored?.raise ?? DEFAULT_URL.raise,
      token: tokens.raise,
      requestsPerSecond: rates.raise,
    },
    crm:
      tokens.crm === null
        ? null
        : {
            url: urls.crm ?? stored?.crm ?? DEFAULT_URL.crm,
            token: tokens.crm,
            requestsPerSecond: rates.crm,
          },
    pace,
  };
  checkEach(options);
  if (
    urls.raise !== undefined &&
    urls.crm === undefined &&
    tokens.crm !== null &&
    stored === null &&
    !isDefault(urls.raise)
  ) {
    throw usage(
      `There is a CRM+ token, but --raise-url is given without --crm-url: give both (CRM+ is usually ${DEFAULT_URL.crm}).`,
    );
  }
  return options;
}

export function paceOf(args: Arguments): Pace | undefined {
  const text = args.one('pace');
  if (text === undefined) return undefined;
  const pace = PACES.find((each) => each === text);
  if (pace === undefined)
    throw usage(`--pace is polite, normal or fast.${didYouMean(text, PACES)}`);
  return pace;
}

/** Tries each address by itself, so that the sentence can name its flag. */
function checkEach(options: ConnectOptions): void {
  for (const [flag, access] of [
    ['--raise-url', options.raise],
    ['--crm-url', options.crm],
  ] as const) {
    if (access === null) continue;
    try {
      connect({ raise: access, crm: null });
    } catch (error) {
      if (isFailure(error, 'usage') && error.message.startsWith('The address'))
        throw usage(`${flag}: ${error.message}`);
      if (flag === '--raise-url') throw error;
    }
  }
}

function isDefault(url: string): boolean {
  return (
    url
      .trim()
      .replace(/\/+(api\/?)?$/i, '')
      .toLowerCase() === DEFAULT_URL.raise
  );
}
