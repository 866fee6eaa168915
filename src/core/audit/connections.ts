import type { CrmConnector, RaiseConnector, StoredAnswers } from '../connectors/connector.ts';
import type { Clock } from '../http/http.ts';
import type { Product } from '../model/record-type.ts';

/** The two sides as an audit gets them. `crm` is null for a customer without CRM+. */
export interface Connections {
  readonly raise: RaiseConnector;
  readonly crm: CrmConnector | null;
  readonly stored: StoredAnswers;
  readonly clock: Clock;
  readonly origins: Readonly<Record<Product, string | null>>;
  callsMade(): Readonly<Record<Product, number>>;
}
