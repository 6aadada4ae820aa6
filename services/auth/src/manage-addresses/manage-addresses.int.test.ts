import { randomUUID } from 'node:crypto';
import { type AddressBook, MAX_ADDRESSES, type SavedAddress } from '@haat/contracts/http/address.ts';
import type { User } from '@haat/contracts/http/auth.ts';
import { codeOf } from '@haat/testing/checkout.ts';
import { startTestServices, type TestServices } from '@haat/testing/test-services.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

let services: TestServices;
let token: string;
beforeAll(async () => {
  services = await startTestServices(['auth']);
});
afterAll(() => services.stop());
beforeEach(async () => {
  token = await newUser();
});

async function newUser(): Promise<string> {
  const { body } = await services.callAsService<User>('auth', {
    method: 'POST',
    path: '/internal/users',
    body: {
      email: `${randomUUID()}@customers.example`,
      name: 'Meera',
      password: 'correct horse battery',
      roles: ['customer'],
    },
  });
  return services.identity.tokenFor(services.identity.user({ userId: body.id, email: body.email }));
}

const ADDRESS = {
  name: 'Meera Iyer',
  line1: '48 Linden Street',
  city: 'Sacramento',
  region: 'CA',
  postalCode: '95814',
  country: 'US',
};
const call = <Body>(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path = '', body?: object, by = token) =>
  services.call<Body>('auth', {
    method,
    path: `/v1/account/addresses${path}`,
    token: by,
    ...(body ? { body } : {}),
  });
const add = (fields: object = {}) => call<SavedAddress>('POST', '', { address: ADDRESS, ...fields });
const book = async (by = token) => (await call<AddressBook>('GET', '', undefined, by)).body.items;

describe('the address book', () => {
  it('keeps, changes and forgets addresses; the first one is the default one until another is', async () => {
    expect(await book()).toEqual([]);
    const first = (await add()).body;
    expect(first).toEqual({ id: expect.any(String), address: ADDRESS, isDefault: true });
    const second = (await add()).body;
    expect(second.isDefault).toBe(false);
    const changed = await call<SavedAddress>('PUT', `/${second.id}`, {
      address: { ...ADDRESS, line1: '7 Oak Road' },
      isDefault: true,
    });
    expect(changed.body).toEqual({
      ...second,
      address: { ...ADDRESS, line1: '7 Oak Road' },
      isDefault: true,
    });
    expect((await book()).map(({ id, isDefault }) => [id, isDefault])).toEqual([
      [second.id, true],
      [first.id, false],
    ]);
    expect((await call('DELETE', `/${second.id}`)).status).toBe(204);
    expect(await book()).toEqual([first]);
  });

  it('is nobody else’s', async () => {
    const { id } = (await add()).body;
    const other = await newUser();
    expect(await book(other)).toEqual([]);
    const change = { address: { ...ADDRESS, city: 'Elsewhere' } };
    expect(codeOf(await call('PUT', `/${id}`, change, other))).toEqual([404, 'account.address-not-found']);
    expect(codeOf(await call('DELETE', `/${id}`, undefined, other))).toEqual([
      404,
      'account.address-not-found',
    ]);
    expect((await book()).map(({ address }) => address)).toEqual([ADDRESS]);
  });

  it('holds no more than it may, also of many at the same moment, and one default', async () => {
    const answers = await Promise.all(
      Array.from({ length: MAX_ADDRESSES + 5 }, () => add({ isDefault: true })),
    );
    const full = answers.filter(({ status }) => status !== 201);
    expect(full.map(codeOf)).toEqual(full.map(() => [409, 'account.too-many-addresses']));
    const kept = await book();
    expect([kept.length, kept.filter(({ isDefault }) => isDefault).length]).toEqual([MAX_ADDRESSES, 1]);
  });

  it.each([
    [{ address: { ...ADDRESS, country: 'usa' } }],
    [{ address: { ...ADDRESS, name: ' ' } }],
    [{ address: ADDRESS, userId: randomUUID() }],
    [{ address: { ...ADDRESS, note: 'x' } }],
    [{}],
  ])('refuses %j', async (body) => {
    expect((await call('POST', '', body)).status).toBe(400);
    expect(await book()).toEqual([]);
  });

  it('is not changed by staff who act for the owner', async () => {
    const acting = await services.identity.tokenFor(
      services.identity.user({ impersonator: { userId: randomUUID(), email: 'support@haat.example' } }),
    );
    expect(codeOf(await call('POST', '', { address: ADDRESS }, acting))).toEqual([
      403,
      'auth.not-while-impersonating',
    ]);
  });
});
