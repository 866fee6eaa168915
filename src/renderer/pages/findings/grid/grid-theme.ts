import { checkboxStyleDefault, createTheme, iconOverrides } from 'ag-grid-community';

/** A million of these is the height up to which the grid need not move every row at each step of a scroll. */
export const ROW_HEIGHT = 32;

/** The few icons that are seen while a column is dragged: the grid's own sets are 20 kB of others. */
const dragIcons = iconOverrides({
  type: 'image',
  mask: true,
  icons: {
    arrows: stroked(
      'M10 2v16M2 10h16M7.5 4.5 10 2l2.5 2.5M7.5 15.5 10 18l2.5-2.5M4.5 7.5 2 10l2.5 2.5M15.5 7.5 18 10l-2.5 2.5',
    ),
    left: stroked('M16 10H4m5-5-5 5 5 5'),
    right: stroked('M4 10h12m-5-5 5 5-5 5'),
    pin: stroked('M10 12v5M5 12h10l-2-3V4h1.5h-9H7v5z'),
    'not-allowed': stroked('M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM5 5l10 10'),
  },
});

/** The grid in the page's colours; Mantine's variables change with light and dark by themselves. */
export const gridTheme = createTheme()
  .withPart(checkboxStyleDefault)
  .withPart(dragIcons)
  .withParams({
    accentColor: 'light-dark(var(--mantine-color-indigo-7), var(--mantine-color-indigo-4))',
    backgroundColor: 'var(--mantine-color-body)',
    borderColor: 'var(--mantine-color-default-border)',
    borderRadius: 6,
    browserColorScheme: 'inherit',
    cellHorizontalPadding: 10,
    columnBorder: false,
    fontFamily: 'inherit',
    fontSize: 13,
    foregroundColor: 'var(--mantine-color-text)',
    headerBackgroundColor: 'light-dark(var(--mantine-color-gray-0), var(--mantine-color-dark-8))',
    headerFontWeight: 600,
    headerHeight: 38,
    rowBorder: { color: 'light-dark(var(--mantine-color-gray-2), var(--mantine-color-dark-5))' },
    rowHeight: ROW_HEIGHT,
    rowHoverColor: 'light-dark(var(--mantine-color-gray-0), var(--mantine-color-dark-6))',
    selectedRowBackgroundColor: 'light-dark(var(--mantine-color-indigo-0), rgb(76 110 245 / 22%))',
    wrapperBorderRadius: 8,
  });

/** A line drawing as a mask. */
function stroked(path: string): { readonly svg: string } {
  return {
    svg: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20" fill="none" stroke="black" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round"><path d="${path}"/></svg>`,
  };
}
