import { describe, expect, it } from 'vitest';
import { createServiceTokens } from '../auth/service-token.ts';
import { runInContext } from '../telemetry/context.ts';
import { createServiceClient } from './service-client.ts';
import type { ServiceRequest, ServiceResponse } from './service-transport.ts';

const SECRET = 'a secret that all services of this test share';
const tokens = createServiceTokens('cart', SECRET);

/** A service next door that answers as told, one answer after the other; the last one goes on. */
function neighbour(...answers: (Partial<ServiceResponse> | Error)[]) {
  const requests: ServiceRequest[] = [];
  const client = createServiceClient('catalog', {
    tokens,
    transport: {
      async send(_service, request) {
        const answer = answers[Math.min(requests.length, answers.length - 1)] ?? {};
        requests.push(request);
        if (answer instanceof Error) throw answer;
        return { status: 200, headers: {}, body: '', ...answer };
      },
    },
  });
  return { client, requests };
}
const call = { method: 'GET', path: '/internal/things' } as const;
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'answered',
    (error: { code?: string }) => error.code,
  );

describe('a call to another service', () => {
  it('gives the parsed body, and nothing for an empty one', async () => {
    expect(await neighbour({ body: '{"a":1}' }).client.call(call)).toEqual({ a: 1 });
    expect(await neighbour({ status: 204 }).client.call(call)).toBeUndefined();
  });

  it('proves who asks and carries the request id on', async () => {
    const { client, requests } = neighbour({});
    const context = { correlationId: 'request-42', causationId: null, traceparent: null };
    await runInContext(context, () => client.call({ ...call, method: 'POST', body: { a: 1 } }));
    const [request] = requests;
    expect(request).toMatchObject({
      body: '{"a":1}',
      headers: { 'content-type': 'application/json', 'x-request-id': 'request-42' },
    });
    const token = request?.headers.authorization?.slice('Bearer '.length) ?? '';
    expect(await createServiceTokens('catalog', SECRET).verify(token)).toEqual({
      kind: 'service',
      service: 'cart',
    });
  });

  it.each([[500], [502], [503], [429]])('is repeated after a %i, which may pass', async (status) => {
    const { client, requests } = neighbour({ status }, { status }, { body: '"there"' });
    expect(await client.call(call)).toBe('there');
    expect(requests).toHaveLength(3);
  });

  it('is repeated after no answer', async () => {
    const { client, requests } = neighbour(new Error('reset'), { body: '"there"' });
    expect(await client.call(call)).toBe('there');
    expect(requests).toHaveLength(2);
  });

  it('fails as unavailable after three tries', async () => {
    const { client, requests } = neighbour({ status: 500, body: 'secret details' });
    await expect(client.call(call)).rejects.toMatchObject({
      code: 'http.upstream-unavailable',
      status: 503,
      meta: { service: 'catalog' },
    });
    expect(requests).toHaveLength(3);
  });

  it.each([
    [400, 'http.validation'],
    [404, 'catalog.product-not-found'],
    [409, 'inventory.out-of-stock'],
  ])('hands a %i on with its code and does not repeat it', async (status, code) => {
    const body = JSON.stringify({ code, title: 'No.', meta: { offerIds: ['a'] } });
    const { client, requests } = neighbour({ status, body });
    await expect(client.call(call)).rejects.toMatchObject({ code, status, meta: { offerIds: ['a'] } });
    expect(requests).toHaveLength(1);
  });

  it('is not even tried while the other side keeps failing', async () => {
    const { client, requests } = neighbour({ status: 500 });
    for (let count = 0; count < 4; count++) await codeOf(client.call(call));
    const tried = requests.length;
    expect(await codeOf(client.call(call))).toBe('http.upstream-unavailable');
    expect([tried, requests.length]).toEqual([10, 10]);
  });

  it('does not take refusals for failures: they leave the circuit closed', async () => {
    const { client, requests } = neighbour({ status: 404, body: '{"code":"x.none"}' });
    for (let count = 0; count < 20; count++) expect(await codeOf(client.call(call))).toBe('x.none');
    expect(requests).toHaveLength(20);
  });
});
