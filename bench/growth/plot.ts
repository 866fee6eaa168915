/** A line of a plot: a figure for each number of rows. */
export interface PlotLine {
  readonly name: string;
  readonly color: string;
  readonly figures: readonly number[];
}

const [WIDTH, HEIGHT, EDGE] = [640, 320, 56];

/** An SVG with two scales that both rise by tens: what grows as the rows do rises a ten for each ten, what doesn't grow is level. */
export function plot(rows: readonly number[], lines: readonly PlotLine[]): string {
  const all = lines.flatMap(({ figures }) => figures);
  const [lowest, highest] = [tenBelow(Math.min(...all)), tenAbove(Math.max(...all))];
  const [least, most] = [Math.min(...rows), Math.max(...rows)];
  const x = (count: number): number => EDGE + share(count, least, most) * (WIDTH - 2 * EDGE);
  const y = (figure: number): number =>
    HEIGHT - EDGE - share(figure, lowest, highest) * (HEIGHT - 2 * EDGE);
  const grid: string[] = [];
  for (let level = lowest; level <= highest; level *= 10)
    grid.push(
      `<path d="M${EDGE} ${px(y(level))}H${WIDTH - EDGE}" stroke="#ccc"/>`,
      text(EDGE - 6, y(level) + 4, 'end', level.toLocaleString('en-US')),
    );
  const marks = rows.map((count) => text(x(count), HEIGHT - EDGE + 18, 'middle', words(count)));
  const drawn = lines.map(({ name, color, figures }, at) => {
    const points = figures.map((figure, of) => `${px(x(rows[of] ?? least))},${px(y(figure))}`);
    const key = text(EDGE + at * 180, 24, 'start', name).replace('<text', `<text fill="${color}"`);
    return `<polyline points="${points.join(' ')}" fill="none" stroke="${color}" stroke-width="2"/>${key}`;
  });
  const style = 'font: 12px sans-serif; background: #fff';
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" style="${style}">\n${[
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>`,
    ...grid,
    ...marks,
    text(WIDTH / 2, HEIGHT - 12, 'middle', 'gifts on either side'),
    ...drawn,
  ].join('\n')}\n</svg>\n`;
}

/** Where a number stands between two others, by its digits. */
function share(number: number, low: number, high: number): number {
  return (Math.log10(number) - Math.log10(low)) / (Math.log10(high) - Math.log10(low));
}

function tenBelow(number: number): number {
  return 10 ** Math.floor(Math.log10(number));
}

function tenAbove(number: number): number {
  return 10 ** Math.ceil(Math.log10(number));
}

function words(count: number): string {
  return count >= 1e6 ? `${count / 1e6} million` : count.toLocaleString('en-US');
}

function text(x: number, y: number, anchor: string, words: string): string {
  return `<text x="${px(x)}" y="${px(y)}" text-anchor="${anchor}">${words}</text>`;
}

function px(number: number): string {
  return number.toFixed(1);
}
