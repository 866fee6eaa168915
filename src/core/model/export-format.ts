/** The kinds of file that a run can be written to, as their names end; "zip" is the hand-over pack. */
export const EXPORT_FORMATS = ['xlsx', 'csv', 'json', 'zip'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];
