/** What every page of a workspace gets. */
export interface PageProps {
  readonly workspace: string;
  /** What follows the page's name in the address: a run's id. */
  readonly rest: string | null;
}
