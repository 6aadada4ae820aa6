import { icons } from '@iconify-json/fluent-emoji-flat';
import { DEFAULT_SYMBOL } from '../domain/symbols.ts';

/** Backgrounds and their shade, warm and quiet: evening light on market cloth. */
const PALETTES: readonly (readonly [light: string, deep: string])[] = [
  ['#fdeecf', '#f7cf86'],
  ['#e3e8fd', '#b9c3f7'],
  ['#dff2e8', '#a9dcc3'],
  ['#fbe3da', '#f2b49c'],
  ['#efe6fa', '#cdb6ee'],
  ['#e0f1f6', '#a9d6e4'],
  ['#fdf3d8', '#f0dc94'],
  ['#f9e1ea', '#eeb3c9'],
  ['#eaf0d9', '#c6d79a'],
  ['#e6e4f2', '#bdb9dc'],
  ['#f6e8d7', '#dfc19b'],
  ['#dcefec', '#9fd3ca'],
];
const SIZE = 800;
const ICON_SCALE = 13;

/**
 * A product's picture: a symbol (Fluent Emoji Flat, MIT) on a stall's cloth. All of one size and light, so that they
 * look like a set.
 */
export function drawArt(symbol: string, palette: number): string {
  const icon = icons.icons[symbol] ?? icons.icons[DEFAULT_SYMBOL];
  const [light, deep] = PALETTES[palette % PALETTES.length] ?? ['#fdeecf', '#f7cf86'];
  const offset = (SIZE - 32 * ICON_SCALE) / 2;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIZE} ${SIZE}" width="${SIZE}" height="${SIZE}"><rect width="${SIZE}" height="${SIZE}" fill="${light}"/><circle cx="400" cy="390" r="290" fill="${deep}" opacity=".45"/><circle cx="400" cy="390" r="215" fill="#fff" opacity=".4"/><ellipse cx="400" cy="640" rx="190" ry="26" fill="#1b1f3b" opacity=".14"/><g transform="translate(${offset} ${offset - 12}) scale(${ICON_SCALE})">${icon?.body ?? ''}</g></svg>`;
}
