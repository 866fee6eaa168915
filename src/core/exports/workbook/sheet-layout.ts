import type { AddWorksheetOptions } from 'exceljs';

export interface SheetLayout {
  readonly worksheetOptions: Partial<AddWorksheetOptions>;
  /** Widths in characters. */
  readonly columns: readonly number[];
}

export interface LayoutChoices {
  /** The row that holds the headers: it stays in view, and is printed on every page. */
  readonly headerRow?: number;
  /** Columns that stay in view. */
  readonly frozenColumns?: number;
  readonly tabColor?: string;
  /** Paper of 11 × 17 inches, for sheets with many columns. */
  readonly isWide?: boolean;
}

/** Landscape, as wide as the paper, page numbers; headers frozen and repeated. */
export function sheetLayout(columns: readonly number[], choices: LayoutChoices = {}): SheetLayout {
  const { headerRow, frozenColumns = 0, tabColor, isWide = false } = choices;
  const frozen = headerRow === undefined ? null : { xSplit: frozenColumns, ySplit: headerRow };
  const titles = headerRow === undefined ? {} : { printTitlesRow: `${headerRow}:${headerRow}` };
  return {
    columns,
    worksheetOptions: {
      properties: tabColor === undefined ? {} : { tabColor: { argb: tabColor } },
      views: [
        frozen ? { state: 'frozen', showGridLines: true, ...frozen } : { showGridLines: false },
      ],
      pageSetup: {
        orientation: 'landscape',
        fitToPage: true,
        fitToWidth: 1,
        fitToHeight: 0,
        ...(isWide ? { paperSize: TABLOID } : {}),
        margins: { left: 0.4, right: 0.4, top: 0.5, bottom: 0.6, header: 0.3, footer: 0.3 },
        ...titles,
      },
      headerFooter: { oddFooter: '&LTieout · &A&RPage &P of &N' },
    },
  };
}

const TABLOID = 3 as AddWorksheetOptions['pageSetup']['paperSize'] & number;
