import { describe, expect, it } from 'vitest';
import { createAccessTokenVerifier } from '../auth/access-token.ts';
import { createServiceTokens } from '../auth/service-token.ts';
import { createLogger } from '../telemetry/logger.ts';
import { createMetrics } from '../telemetry/metrics.ts';
import { createHttpApp, type ReadinessCheck } from './http-app.ts';

const open = ({ readiness }: { readonly readiness: readonly ReadinessCheck[] }) =>
  createHttpApp({
    service: 'test',
    logger: createLogger({ level: 'silent' }),
    metrics: createMetrics('test'),
    access: {},
    accessTokens: createAccessTokenVerifier({
      send: async () => Promise.reject(new Error('nobody is there')),
    }),
    serviceTokens: createServiceTokens('test', 'a secret that all services of this test share'),
    readiness,
  });

describe('health', () => {
  it('is unready while a check fails, and says which', async () => {
    const failing = await open({
      readiness: [
        { name: 'postgresql', check: async () => undefined },
        { name: 'redis', check: async () => Promise.reject(new Error('gone')) },
      ],
    });
    const answer = await failing.inject('/health/ready');
    expect(answer.statusCode).toBe(503);
    expect(answer.json()).toMatchObject({
      status: 'unready',
      checks: [
        { name: 'postgresql', ok: true },
        { name: 'redis', ok: false },
      ],
    });
    expect((await failing.inject('/health/live')).statusCode).toBe(200);
    await failing.close();
  });

  it('is looked at once for all who ask at the same moment, and again for the next', async () => {
    let looks = 0;
    const held = Promise.withResolvers<void>();
    const check = async () => {
      looks++;
      await held.promise;
    };
    const asked = await open({ readiness: [{ name: 'postgresql', check }] });
    const asking = Array.from({ length: 20 }, () => asked.inject('/health/ready'));
    // Who came after them is answered: all of them have come.
    await asked.inject('/health/live');
    held.resolve();
    const answers = await Promise.all(asking);
    expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([200]));
    expect(looks).toBe(1);
    await asked.inject('/health/ready');
    expect(looks).toBe(2);
    await asked.close();
  });
});

describe('a stop', () => {
  it('answers what is in hand and does not wait for the client to let go of the connection', async () => {
    let release = () => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    let began = () => {};
    const begun = new Promise<void>((resolve) => {
      began = resolve;
    });
    const slow = await open({
      readiness: [{ name: 'slow', check: () => Promise.resolve(began()).then(() => gate) }],
    });
    const address = await slow.listen({ host: '127.0.0.1', port: 0 });
    const answer = fetch(`${address}/health/ready`, { headers: { connection: 'keep-alive' } });
    await begun;
    const closed = slow.close();
    release();
    expect((await answer).status).toBe(200);
    // Kept alive, it would last for Fastify's 72 seconds; the test's own time limit is far below.
    await closed;
  });
});
