import type { RunningSandbox, WireRecord } from '../../src/sandbox/index.ts';

export interface Answered {
  status: number;
  headers: Headers;
  text: string;
  json: WireRecord;
}
export interface Condition {
  parameter: string;
  operator: string;
  value?: unknown;
  secondaryValue?: unknown;
  values?: unknown[];
}

/** Where a sandbox is and how it is signed in to; also one in another process. */
export type SandboxAccess = Pick<RunningSandbox, 'raiseUrl' | 'raiseToken' | 'crmUrl' | 'crmToken'>;

/** Sends one request with the sandbox's token, or with another one. */
export async function ask(
  sandbox: SandboxAccess,
  product: 'raise' | 'crm',
  method: string,
  path: string,
  body?: unknown,
  token?: string,
): Promise<Answered> {
  const origin = product === 'raise' ? sandbox.raiseUrl : sandbox.crmUrl;
  const known = product === 'raise' ? sandbox.raiseToken : sandbox.crmToken;
  const response = await fetch(origin + path, {
    method,
    headers: { authorization: `Bearer ${token ?? known}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    text,
    json: text.startsWith('{') ? (JSON.parse(text) as WireRecord) : {},
  };
}

/** One page of a CRM+ query. */
export async function queryCrm(
  sandbox: RunningSandbox,
  path: string,
  groups: Condition[][],
  more: WireRecord = {},
): Promise<{ list: WireRecord[]; total: number }> {
  const { json } = await ask(sandbox, 'crm', 'POST', path, {
    groups: groups.map((conditions) => ({ conditions })),
    sortBy: 'Id',
    descending: false,
    ...more,
  });
  return json as { list: WireRecord[]; total: number };
}

/** One page of a Raise query. */
export async function queryRaise(
  sandbox: RunningSandbox,
  resource: string,
  groups: Condition[][],
  more: WireRecord = {},
): Promise<{ items: WireRecord[]; total: number }> {
  const body = {
    groups: groups.map((conditions) => ({ conditions })),
    sortBy: 'Id',
    descending: false,
    take: 1000,
    skip: 0,
    ...more,
  };
  const { json } = await ask(sandbox, 'raise', 'POST', `/api/${resource}/query`, body);
  return json as { items: WireRecord[]; total: number };
}

/** All rows by keyset paging. */
export async function readAllCrm(
  sandbox: RunningSandbox,
  path: string,
  idName: string,
  more: WireRecord = {},
): Promise<WireRecord[]> {
  const rows: WireRecord[] = [];
  for (let last: unknown = 0; ; last = rows.at(-1)?.['id']) {
    const { list } = await queryCrm(
      sandbox,
      `${path}?skip=0&take=1000`,
      [[{ parameter: idName, operator: 'GreaterThan', value: last }]],
      more,
    );
    rows.push(...list);
    if (list.length === 0) return rows;
  }
}

export async function readAllRaise(
  sandbox: RunningSandbox,
  resource: string,
): Promise<WireRecord[]> {
  const rows: WireRecord[] = [];
  for (let last: unknown = 0; ; last = rows.at(-1)?.['id']) {
    const { items } = await queryRaise(sandbox, resource, [
      [{ parameter: 'Id', operator: 'GreaterThan', value: last }],
    ]);
    rows.push(...items);
    if (items.length === 0) return rows;
  }
}

/** A list that can be queried, and the parameter that is its id. */
export interface QueriedList {
  readonly product: 'raise' | 'crm';
  readonly path: string;
  readonly id: string;
}

/** One page of any list, archived contacts too; groups as on either product. */
export async function selectRows(
  sandbox: SandboxAccess,
  { product, path }: QueriedList,
  groups: readonly (readonly Condition[])[],
  { skip, take, descending = false }: { skip: number; take: number; descending?: boolean },
): Promise<{ rows: WireRecord[]; total: number }> {
  const body = {
    groups: groups.map((conditions) => ({ conditions })),
    sortBy: 'Id',
    descending,
    includeArchived: true,
  };
  const { json } =
    product === 'raise'
      ? await ask(sandbox, product, 'POST', `/api/${path}/query`, { ...body, skip, take })
      : await ask(sandbox, product, 'POST', `/api/${path}?skip=${skip}&take=${take}`, body);
  return { rows: (json['items'] ?? json['list']) as WireRecord[], total: Number(json['total']) };
}
