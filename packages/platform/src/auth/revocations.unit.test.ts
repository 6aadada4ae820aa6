import { randomUUID } from 'node:crypto';
import type { Revocation, RevocationPage } from '@haat/contracts/http/revocations.ts';
import { createTestIdentity } from '@haat/testing/test-identity.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { UpstreamUnavailable } from '../errors/domain-error.ts';
import type { ServiceClient } from '../http/service-client.ts';
import { createLogger } from '../telemetry/logger.ts';
import { createAccessTokenVerifier } from './access-token.ts';
import { createRevocationList, type RevocationList } from './revocations.ts';

const PAGE = 3;
const AN_HOUR = 3_600_000;
let rows: Revocation[];
let asked: number[];
let away: boolean;
let list: RevocationList;

/** Auth, as far as the list asks it. */
const auth: ServiceClient = {
  async call<Result>({ path }: { path: string }) {
    if (away) throw UpstreamUnavailable();
    const after = Number(path.split('after=')[1]);
    asked.push(after);
    const items = rows.filter(({ cursor }) => cursor > after).slice(0, PAGE);
    const page: RevocationPage = { items, next: items.at(-1)?.cursor ?? after };
    return page as Result;
  },
};
const revoke = (fields: Partial<Revocation> & Pick<Revocation, 'cursor'>) => {
  const row = { kind: 'session', id: randomUUID(), revokedAt: new Date().toISOString(), ...fields } as const;
  rows.push(row);
  rows.sort((a, b) => a.cursor - b.cursor);
  return row.id;
};
const hasEnded = (sessionId: string) => list.covers(sessionId, randomUUID(), Date.now());

beforeEach(() => {
  rows = [];
  asked = [];
  away = false;
  list = createRevocationList(auth, createLogger({ level: 'silent' }));
});

describe('the list of revoked tokens', () => {
  it('covers what one look found, over all its pages, and nothing else', async () => {
    const ids = Array.from({ length: 7 }, (_, index) => revoke({ cursor: index + 1 }));
    await list.refresh();
    expect([...ids.map(hasEnded), hasEnded(randomUUID())]).toEqual([...ids.map(() => true), false]);
  });

  it('tells tokens of before a user’s revocation from those of after it, to the millisecond', async () => {
    const at = Date.now();
    const userId = revoke({ cursor: 1, kind: 'user', revokedAt: new Date(at).toISOString() });
    await list.refresh();
    const covered = [at - 1, at, at + 1].map((issuedAt) => list.covers(randomUUID(), userId, issuedAt));
    expect(covered).toEqual([true, true, false]);
  });

  it('finds a row that was committed after one with a higher cursor', async () => {
    revoke({ cursor: 9 });
    await list.refresh();
    const late = revoke({ cursor: 8 });
    await list.refresh();
    expect(hasEnded(late)).toBe(true);
  });

  it('does not read again what is older than any transaction', async () => {
    const old = new Date(Date.now() - AN_HOUR / 2).toISOString();
    for (const cursor of [1, 2, 3]) revoke({ cursor, revokedAt: old });
    await list.refresh();
    asked = [];
    await list.refresh();
    expect(asked).toEqual([3]);
  });

  it('stands as it was while auth is away, and catches up', async () => {
    const before = revoke({ cursor: 1 });
    await list.refresh();
    away = true;
    const meanwhile = revoke({ cursor: 2 });
    await list.refresh();
    expect([hasEnded(before), hasEnded(meanwhile)]).toEqual([true, false]);
    away = false;
    await list.refresh();
    expect([hasEnded(before), hasEnded(meanwhile)]).toEqual([true, true]);
  });

  it('forgets what no living token can be of', async () => {
    const id = revoke({ cursor: 1, revokedAt: new Date(Date.now() - 3 * AN_HOUR).toISOString() });
    await list.refresh();
    expect(hasEnded(id)).toBe(false);
  });
});

describe('a token that was good a moment ago', () => {
  it('is refused from the next look on, and another of the same user is not', async () => {
    const identity = await createTestIdentity();
    const nobody = { send: async () => Promise.reject(new Error('nobody is there')) };
    const verifier = createAccessTokenVerifier(identity.serveKeys(nobody), list);
    const user = identity.user();
    const token = await identity.tokenFor(user);
    const elsewhere = await identity.tokenFor({ ...user, sessionId: randomUUID() });
    expect((await verifier.verify(token)).sessionId).toBe(user.sessionId);
    revoke({ cursor: 1, id: user.sessionId });
    await list.refresh();
    await expect(verifier.verify(token)).rejects.toMatchObject({ code: 'auth.token-revoked', status: 401 });
    expect((await verifier.verify(elsewhere)).userId).toBe(user.userId);
    revoke({ cursor: 2, kind: 'user', id: user.userId });
    await list.refresh();
    await expect(verifier.verify(elsewhere)).rejects.toMatchObject({ code: 'auth.token-revoked' });
  });
});
