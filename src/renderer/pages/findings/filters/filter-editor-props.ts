/** What every editor of one column's filter gets. */
export interface FilterEditorProps {
  /** The column's title. */
  readonly title: string;
  readonly onDone: () => void;
}
