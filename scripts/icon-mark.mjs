// Tieout's mark: two columns, tied by a tick. Drawn from distances to its shapes, so that every size is sharp.

/** @typedef {readonly [number, number]} Point in the mark's own units: the mark is 32 wide and 32 high */
/** @typedef {readonly [number, number, number, number]} Colour red, green, blue and alpha, 0 to 255 */
/** @typedef {(x: number, y: number) => number} Shape how far a point lies outside it; negative inside */
/** @typedef {{ readonly shape: Shape, readonly colour: Colour, readonly erases?: boolean }} Layer */

/** @type {Colour} */
const ground = [0x36, 0x4f, 0xc7, 255];
/** @type {Colour} */
const pale = [0xb4, 0xc1, 0xf5, 255];
/** @type {Colour} */
const white = [255, 255, 255, 255];
/** @type {Colour} */
const black = [0, 0, 0, 255];

/** @type {readonly Point[]} */
const tickPoints = [
  [5.6, 13.6],
  [13.6, 21],
  [26.6, 8.4],
];

/**
 * Width and gap of the strokes: small sizes need bolder ones.
 * @param {number} size in pixels
 */
const strokesFor = (size) =>
  size <= 24 ? { column: 4, tick: 4, gap: 1.4 } : { column: 4, tick: 3.2, gap: 1.5 };

/**
 * The application's icon.
 * @param {number} size in pixels
 * @param {number} [margin] free space around the square, in the mark's units; macOS wants some
 * @returns {Uint8Array} RGBA
 */
export function drawIcon(size, margin = 0) {
  const { column, tick, gap } = strokesFor(size);
  return draw(size, margin, [
    { shape: roundedBox(16, 16, 16, 16, 7), colour: ground },
    { shape: columns(column), colour: pale },
    { shape: polyline(tickPoints, tick / 2 + gap), colour: ground },
    { shape: polyline(tickPoints, tick / 2), colour: white },
  ]);
}

/**
 * The mark in black alone, for macOS to colour as its menu bar is.
 * @param {number} size in pixels
 * @returns {Uint8Array} RGBA
 */
export function drawTemplate(size) {
  const { column, tick, gap } = strokesFor(size);
  return draw(size, -3.5, [
    { shape: columns(column), colour: black },
    { shape: polyline(tickPoints, tick / 2 + gap), colour: black, erases: true },
    { shape: polyline(tickPoints, tick / 2), colour: black },
  ]);
}

/** @param {number} width @returns {Shape} */
function columns(width) {
  const left = roundedBox(10, 16, width / 2, 11, 1);
  const right = roundedBox(22, 16, width / 2, 11, 1);
  return (x, y) => Math.min(left(x, y), right(x, y));
}

/**
 * @param {number} size
 * @param {number} margin
 * @param {readonly Layer[]} layers from the lowest to the topmost
 */
function draw(size, margin, layers) {
  const pixels = new Uint8Array(size * size * 4);
  const unitsPerPixel = (32 + 2 * margin) / size;
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const x = (column + 0.5) * unitsPerPixel - margin;
      const y = (row + 0.5) * unitsPerPixel - margin;
      /** @type {number[]} */
      let pixel = [0, 0, 0, 0];
      for (const { shape, colour, erases } of layers) {
        const cover = Math.min(1, Math.max(0, 0.5 - shape(x, y) / unitsPerPixel));
        if (cover > 0) pixel = erases ? fade(pixel, cover) : blend(pixel, colour, cover);
      }
      pixels.set(pixel.map(Math.round), (row * size + column) * 4);
    }
  }
  return pixels;
}

/** @param {readonly number[]} under @param {Colour} over @param {number} cover */
function blend(under, [red, green, blue, alpha], cover) {
  const [r = 0, g = 0, b = 0, a = 0] = under;
  const top = (alpha / 255) * cover;
  const rest = (a / 255) * (1 - top);
  const whole = top + rest;
  const mix = (/** @type {number} */ over, /** @type {number} */ low) =>
    (over * top + low * rest) / whole;
  return [mix(red, r), mix(green, g), mix(blue, b), whole * 255];
}

/** @param {readonly number[]} under @param {number} cover */
function fade([r = 0, g = 0, b = 0, a = 0], cover) {
  return [r, g, b, a * (1 - cover)];
}

/** @param {number} cx @param {number} cy @param {number} halfWidth @param {number} halfHeight @param {number} radius @returns {Shape} */
function roundedBox(cx, cy, halfWidth, halfHeight, radius) {
  return (x, y) => {
    const dx = Math.abs(x - cx) - halfWidth + radius;
    const dy = Math.abs(y - cy) - halfHeight + radius;
    return Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0) - radius;
  };
}

/** @param {readonly Point[]} points @param {number} radius half the stroke's width; its ends are round @returns {Shape} */
function polyline(points, radius) {
  return (x, y) => {
    let nearest = Infinity;
    for (let index = 1; index < points.length; index++) {
      const [ax, ay] = points[index - 1] || [0, 0];
      const [bx, by] = points[index] || [0, 0];
      const [dx, dy] = [bx - ax, by - ay];
      const along = ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy);
      const at = Math.min(1, Math.max(0, along));
      nearest = Math.min(nearest, Math.hypot(x - ax - at * dx, y - ay - at * dy));
    }
    return nearest - radius;
  };
}
