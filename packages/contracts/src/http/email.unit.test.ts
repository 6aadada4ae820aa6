import { Value } from 'typebox/value';
import { describe, expect, it } from 'vitest';
import { EMAIL_PATTERN, Email } from './auth.ts';

describe('an e-mail address', () => {
  it.each(['a@b.co', "o'brien+shop@mail.example", 'jörg@müller.example', '用户@例子.example'])(
    'may be %s',
    (address) => {
      expect(Value.Check(Email, address)).toBe(true);
    },
  );

  it.each([
    ['two addresses in one', 'anybody,victim@shop.example'],
    ['a list of another kind', 'anybody;victim@shop.example'],
    ['a group', 'team:victim@shop.example'],
    ['a comment', '(note)victim@shop.example'],
    ['a literal of a machine', 'victim@[127.0.0.1].example'],
    ['an escape', 'vic\\\\tim@shop.example'],
    ['a control character', 'vic\u0007tim@shop.example'],
    ['a space of no width', 'vic\u200btim@shop.example'],
    ['text that turns round', 'vic\u202etim@shop.example'],
    ['one without a domain', 'victim@.example'],
    ['one with an empty label', 'victim@shop..example'],
    ['a letter that becomes another one in lower case', '\u212aim@shop.example'],
  ])('is not %s', (_what, address) => {
    expect(Value.Check(Email, address)).toBe(false);
  });

  // The length is no help: every fault of a body is looked for, whatever was found before.
  it.each([
    ['dots', `a@${'.'.repeat(60_000)} `],
    ['labels', `a@${'.a'.repeat(30_000)}@`],
    ['at signs', `${'a@'.repeat(30_000)} `],
  ])('is refused without a pause where it is sixty thousand characters of %s', (_what, text) => {
    const begun = performance.now();
    expect(new RegExp(EMAIL_PATTERN, 'u').test(text)).toBe(false);
    expect(performance.now() - begun).toBeLessThan(100);
  });
});
