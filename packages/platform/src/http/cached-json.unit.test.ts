import { gunzipSync } from 'node:zlib';
import Fastify from 'fastify';
import { expect, it } from 'vitest';
import { sendCachedJson, toCachedJson } from './cached-json.ts';

const VALUE = { items: Array.from({ length: 100 }, (_, index) => ({ index, name: `thing ${index}` })) };

function serve(value: unknown) {
  const app = Fastify();
  const json = toCachedJson(value);
  app.get('/', (request, reply) => sendCachedJson(request, reply, json, 'public, max-age=5'));
  return (headers: Record<string, string> = {}) => app.inject({ method: 'GET', url: '/', headers });
}

it('sends a large answer compressed to a client that takes gzip, plain to one that does not', async () => {
  const get = serve(VALUE);
  const zipped = await get({ 'accept-encoding': 'br, gzip' });
  expect(zipped.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'accept-encoding' });
  expect(JSON.parse(gunzipSync(zipped.rawPayload).toString())).toEqual(VALUE);
  for (const headers of [{}, { 'accept-encoding': 'gzip;q=0' }, { 'accept-encoding': 'br' }]) {
    const plain = await get(headers as Record<string, string>);
    expect(plain.headers).not.toHaveProperty('content-encoding');
    expect(plain.json()).toEqual(VALUE);
  }
});

it('leaves a small answer alone', async () => {
  const answer = await serve({ ok: true })({ 'accept-encoding': 'gzip' });
  expect(answer.headers).not.toHaveProperty('content-encoding');
  expect(answer.json()).toEqual({ ok: true });
});

it('answers 304 without a body to a client that has it already', async () => {
  const get = serve(VALUE);
  const { headers } = await get();
  const again = await get({ 'if-none-match': String(headers.etag) });
  expect([again.statusCode, again.payload]).toEqual([304, '']);
});
