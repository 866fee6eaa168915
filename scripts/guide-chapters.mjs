// Reads the user's guide for the page when it is built: Markdown becomes the chapters of src/contract/guide.ts.
import { lexer } from 'marked';

/** @import { Token, Tokens } from 'marked' */
/** @import { Block, Chapter, Part } from '../src/contract/guide.ts' */

const CHAPTER = /[\\/]docs[\\/](?:user-guide|states)[\\/](?:[^\\/]+[\\/])?[^\\/]+\.md$/;
const LIGHT = /-light\.png$/;

/**
 * Turns an imported chapter into data; its pictures become files of the page, light and dark.
 * @returns {import('vite').Plugin}
 */
export function guideChapters() {
  return {
    name: 'guide-chapters',
    transform: {
      filter: { id: CHAPTER },
      handler(markdown) {
        /** @type {string[]} */
        const imports = [];
        const chapter = JSON.stringify(readChapter(markdown));
        const code = chapter.replaceAll(/"file:([^"]+)"/g, (_, /** @type {string} */ file) => {
          imports.push(`import picture${imports.length} from ${JSON.stringify(`./${file}?url`)};`);
          return `picture${imports.length - 1}`;
        });
        return { code: [...imports, `export default ${code};`].join('\n'), map: null };
      },
    },
  };
}

/**
 * A chapter out of its Markdown; addresses of pictures begin with "file:".
 * @param {string} markdown
 * @returns {Chapter}
 * @throws {Error} for what the page can't show: HTML, a picture without its dark twin, a heading of another depth
 */
export function readChapter(markdown) {
  const [first, ...rest] = lexer(markdown);
  if (first?.type !== 'heading' || first['depth'] !== 1)
    throw new Error('A chapter begins with its title: # …');
  return { title: String(first['text']), blocks: rest.flatMap(blocksOf) };
}

/** What GitHub makes of a heading, so that the same links lead there and here. @param {string} text */
export function headingId(text) {
  return text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(/\s/g, '-');
}

/**
 * @param {Token} token
 * @returns {Block[]}
 */
function blocksOf(token) {
  switch (token.type) {
    case 'space':
      return [];
    case 'heading': {
      const { depth, text } = /** @type {Tokens.Heading} */ (token);
      if (depth !== 2 && depth !== 3) throw new Error(`A heading is ## or ###: ${text}`);
      return [{ kind: 'heading', level: depth, id: headingId(text), parts: partsIn(token) }];
    }
    case 'paragraph': {
      const inner = token.tokens ?? [];
      return inner.length === 1 && inner[0]?.type === 'image'
        ? [pictureOf(/** @type {Tokens.Image} */ (inner[0]))]
        : [{ kind: 'paragraph', parts: partsIn(token) }];
    }
    // A line of a list, without a blank line around it.
    case 'text':
      return [{ kind: 'paragraph', parts: partsIn(token) }];
    case 'code':
      return [{ kind: 'code', text: String(token['text']) }];
    case 'list': {
      const { ordered, items } = /** @type {Tokens.List} */ (token);
      return [
        {
          kind: 'list',
          isOrdered: ordered,
          items: items.map((item) => item.tokens.flatMap(blocksOf)),
        },
      ];
    }
    case 'table': {
      const { header, rows } = /** @type {Tokens.Table} */ (token);
      return [
        { kind: 'table', head: header.map(partsIn), rows: rows.map((row) => row.map(partsIn)) },
      ];
    }
    default:
      throw new Error(`The guide's page shows no ${token.type}: ${token.raw.slice(0, 80)}`);
  }
}

/**
 * @param {{ readonly tokens?: Token[] | undefined }} token
 * @returns {Part[]}
 */
function partsIn(token) {
  return (token.tokens ?? []).map(partOf);
}

/**
 * @param {Token} token
 * @returns {Part}
 */
function partOf(token) {
  switch (token.type) {
    case 'text':
    case 'escape':
      return String(token['text']);
    case 'br':
      return ' ';
    case 'strong':
      return { kind: 'strong', parts: partsIn(token) };
    case 'em':
      return { kind: 'emphasis', parts: partsIn(token) };
    case 'codespan':
      return { kind: 'code', text: String(token['text']) };
    case 'link':
      return { kind: 'link', to: String(token['href']), parts: partsIn(token) };
    default:
      throw new Error(`The guide's page shows no ${token.type}: ${token.raw.slice(0, 80)}`);
  }
}

/**
 * @param {Tokens.Image} image
 * @returns {Block}
 */
function pictureOf({ href, text }) {
  if (!LIGHT.test(href)) throw new Error(`A picture is …-light.png, beside its dark twin: ${href}`);
  return {
    kind: 'picture',
    words: text,
    light: `file:${href}`,
    dark: `file:${href.replace(LIGHT, '-dark.png')}`,
  };
}
