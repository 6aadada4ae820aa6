import { randomBytes, randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createLinkSecrets, hashOfSecret, type LinkSecrets } from './link-secrets.ts';

const [old, current] = [randomBytes(32), randomBytes(32)];
const issue = (secrets: LinkSecrets) => {
  const seed = { purpose: 'registration', subjectId: randomUUID(), nonce: randomBytes(32) } as const;
  const token = secrets.token(seed);
  return { token, link: { ...seed, tokenHash: hashOfSecret(token) } };
};

describe('the secrets of a mail', () => {
  it('are the same each time, and of each link others', () => {
    const secrets = createLinkSecrets([current]);
    const [one, two] = [issue(secrets), issue(secrets)];
    const revealed = secrets.reveal(one.link);
    expect(revealed).toEqual({ token: one.token, code: expect.stringMatching(/^\d{6}$/) });
    expect(secrets.reveal(one.link)).toEqual(revealed);
    expect(secrets.reveal(two.link)?.token).not.toBe(one.token);
    expect(secrets.isCode(one.link, revealed?.code ?? '')).toBe(true);
  });

  it('stay what they are when the key is followed by another one, and there is one right code', () => {
    const { token, link } = issue(createLinkSecrets([old]));
    const code = createLinkSecrets([old]).reveal(link)?.code ?? '';
    const rotated = createLinkSecrets([current, old]);
    expect(rotated.reveal(link)).toEqual({ token, code });
    expect(rotated.isCode(link, code)).toBe(true);
    const underCurrent = { ...link, tokenHash: hashOfSecret(createLinkSecrets([current]).token(link)) };
    const other = createLinkSecrets([current]).reveal(underCurrent)?.code ?? '';
    expect([other === code, rotated.isCode(link, other)]).toEqual([false, false]);
    expect(createLinkSecrets([current]).reveal(issue(rotated).link)).toBeDefined();
  });

  it('are told by nobody who has not the key', () => {
    const { link } = issue(createLinkSecrets([old]));
    const code = createLinkSecrets([old]).reveal(link)?.code ?? '';
    const other = createLinkSecrets([current]);
    expect([other.reveal(link), other.isCode(link, code)]).toEqual([undefined, false]);
  });
});
