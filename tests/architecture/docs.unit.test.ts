import { describe, expect, it } from 'vitest';
import { brokenLinks, linksOf, misnamedLinks } from './links.ts';
import { exists, find, read } from './tree.ts';

const PAGES = find('*.md', 'docs/**/*.md', '{apps,services,packages}/*/README.md');
const TOUR = 'docs/tour-place-order.md';
const tree = { exists, read };

describe('links of the docs', () => {
  it.each(PAGES)('lead somewhere in %s', (page) => {
    expect(brokenLinks(page, read(page), tree)).toEqual([]);
  });

  it('of the tour name what is in the files that they lead to', () => {
    expect(misnamedLinks(TOUR, read(TOUR), tree)).toEqual([]);
  });

  it('of the tour touch every service that a purchase passes', () => {
    const passed = linksOf(read(TOUR)).flatMap(({ href }) => /\/services\/([a-z]+)\//.exec(href)?.[1] ?? []);
    expect([...new Set(passed)].sort()).toEqual([
      'analytics',
      'cart',
      'catalog',
      'inventory',
      'notification',
      'order',
      'payment',
    ]);
  });

  it('of the promises lead to tests that exist, or to what stands in for one', () => {
    const rows = read('docs/promises.md')
      .split('\n')
      .filter((line) => /^\| [RS]\d+ \|/.test(line));
    expect(rows.map((row) => row.split('|')[1]?.trim())).toEqual([
      ...Array.from({ length: 10 }, (_, index) => `R${index + 1}`),
      ...Array.from({ length: 14 }, (_, index) => `S${index + 1}`),
    ]);
    const held = rows.filter((row) => /\*\*(Held|Partly)/.test(row));
    expect(held.filter((row) => !/\.test\.ts\)/.test(row))).toEqual([]);
  });
});

describe('a planted fault in a page', () => {
  const files: Readonly<Record<string, string>> = {
    'docs/page.md': '',
    'docs/other.md': '# A Heading, with `code`\n',
    'services/order/src/place-order.ts': 'export function placeOrder() {}\n',
  };
  const planted = {
    exists: (path: string) => path in files,
    read: (path: string) => files[path] ?? '',
  };

  it.each([
    ['a file that is not there', '[x](missing.md)'],
    ['a picture that is not there', '![x](missing.png)'],
    ['a way out of the repository', '[x](../../etc/passwd)'],
    ['a line beyond the end', '[x](../services/order/src/place-order.ts#L99)'],
    ['a heading that was renamed', '[x](other.md#another-heading)'],
  ])('is found: %s', (_what, markdown) => {
    expect(brokenLinks('docs/page.md', markdown, planted)).toHaveLength(1);
  });

  it.each([
    ['an address elsewhere', '[x](https://example.com/missing)'],
    ['a file that is there', '[x](other.md)'],
    ['a line that is there', '[x](../services/order/src/place-order.ts#L1)'],
    ['a heading', '[x](other.md#a-heading-with-code)'],
    ['an example in a code block', '```\n[x](missing.md)\n```'],
  ])('is not seen in what is right: %s', (_what, markdown) => {
    expect(brokenLinks('docs/page.md', markdown, planted)).toEqual([]);
  });

  it('is found in the name of a function that moved away', () => {
    const link = (name: string) => `[\`${name}\`](../services/order/src/place-order.ts)`;
    expect(misnamedLinks('docs/page.md', link('placeOrder'), planted)).toEqual([]);
    expect(misnamedLinks('docs/page.md', link('takeOrder'), planted)).toHaveLength(1);
    expect(misnamedLinks('docs/page.md', link('place-order.ts'), planted)).toEqual([]);
    expect(misnamedLinks('docs/page.md', link('take-order.ts'), planted)).toHaveLength(1);
  });
});
