import { Value } from 'typebox/value';
import { describe, expect, it } from 'vitest';
import { EMAIL_PATTERN } from './email-pattern.ts';
import { Email } from './http/auth.ts';

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

  // The length is no help: every fault of a body is looked for, whatever was found before. Read again from every dot, these
  // would take minutes, and so the test.
  it.each([
    ['dots', `a@${'.'.repeat(1_000_000)} `],
    ['labels', `a@${'.a'.repeat(500_000)}@`],
    ['at signs', `${'a@'.repeat(500_000)} `],
  ])('is read once where it is a million characters of %s', (_what, text) => {
    expect(new RegExp(EMAIL_PATTERN, 'u').test(text)).toBe(false);
  });
});
