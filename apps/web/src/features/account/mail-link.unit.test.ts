import { describe, expect, it } from 'vitest';
import { readMailLink } from './mail-link.ts';

const TOKEN = 'a-_'.repeat(14).concat('z');

describe('a link of a mail', () => {
  it.each(['registration', 'address', 'change', 'reset', 'keep'])('of the kind %s is read', (kind) => {
    expect(readMailLink(`#${kind}=${TOKEN}`)).toEqual({ kind, token: TOKEN });
  });

  it.each([
    '',
    '#',
    `#${TOKEN}`,
    `#other=${TOKEN}`,
    `#registration=${TOKEN.slice(1)}`,
    `#registration=${TOKEN}x`,
    `#registration=${TOKEN.slice(1)}<`,
    `#__proto__=${TOKEN}`,
  ])('that reads %j is none', (hash) => {
    expect(readMailLink(hash)).toBeUndefined();
  });
});
