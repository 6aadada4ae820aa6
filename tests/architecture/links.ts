import { posix } from 'node:path';

/** What a page may lead to. */
export interface Target {
  exists(path: string): boolean;
  read(path: string): string;
}

export interface Link {
  readonly text: string;
  readonly href: string;
}

const FENCED = /^ *```[\s\S]*?^ *```/gm;
const LINK = /\[((?:[^[\]]|\[[^\]]*\])*)\]\(([^()\s]+)\)/g;

/** Every link of a Markdown text, pictures included, code blocks left out. */
export const linksOf = (markdown: string): Link[] =>
  [...markdown.replace(FENCED, '').matchAll(LINK)].map(([, text = '', href = '']) => ({ text, href }));

const isOurs = (href: string): boolean => !/^[a-z]+:/.test(href);

/** Where a link leads, from the repository's root. */
function resolve(page: string, href: string): { path: string; anchor: string | undefined } {
  const [path = '', anchor] = href.split('#');
  return {
    path: path === '' ? page : posix.normalize(posix.join(posix.dirname(page), path)).replace(/\/$/, ''),
    anchor,
  };
}

/** @returns the links of a page that lead nowhere, each with what is wrong */
export function brokenLinks(page: string, markdown: string, target: Target): string[] {
  return linksOf(markdown)
    .filter(({ href }) => isOurs(href))
    .flatMap(({ href }) => {
      const { path, anchor } = resolve(page, href);
      if (path.startsWith('..') || !target.exists(path)) return [`${href}: there is no ${path}`];
      return anchor !== undefined && !hasAnchor(path, anchor, target) ? [`${href}: no such place in it`] : [];
    });
}

function hasAnchor(path: string, anchor: string, target: Target): boolean {
  const line = /^L(\d+)$/.exec(anchor)?.[1];
  const text = target.read(path);
  if (line) return Number(line) <= text.split('\n').length;
  return headingsOf(text).includes(anchor);
}

/** Anchors as the forges make them of headings. */
const headingsOf = (markdown: string): string[] =>
  [...markdown.matchAll(/^#{1,6} +(.+)$/gm)].map(([, heading = '']) =>
    heading
      .trim()
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );

const CODE = /^`([^`]+)`$/;

/** @returns links that name code which is not in the file that they lead to */
export function misnamedLinks(page: string, markdown: string, target: Target): string[] {
  return linksOf(markdown)
    .filter(({ href }) => isOurs(href))
    .flatMap(({ text, href }) => {
      const name = CODE.exec(text)?.[1];
      const { path } = resolve(page, href);
      if (name === undefined || path.endsWith('.md') || !/\.[a-z]+$/.test(path)) return [];
      const found = name.includes('.')
        ? path.endsWith(name)
        : new RegExp(`\\b${name}\\b`).test(target.read(path));
      return found ? [] : [`${path} has no ${name}`];
    });
}
