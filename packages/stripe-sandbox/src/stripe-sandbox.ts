import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import qs from 'qs';
import { createFaults, type Fault } from './faults.ts';
import { challengePage } from './pages/challenge-page.ts';
import { overviewPage } from './pages/overview-page.ts';
import { PAGE_HEADERS } from './pages/page.ts';
import { createCustomer, deleteCustomer, getCustomer, listCards } from './resources/customers.ts';
import type { Charge, Parameters, PaymentIntent, Refund } from './resources/objects.ts';
import {
  answerChallenge,
  assertClientSecret,
  cancelIntent,
  captureIntent,
  confirmIntent,
  createIntent,
  getIntent,
  updateIntent,
} from './resources/payment-intents.ts';
import {
  attachPaymentMethod,
  createPaymentMethod,
  detachPaymentMethod,
  getPaymentMethod,
} from './resources/payment-methods.ts';
import { createRefund } from './resources/refunds.ts';
import { SandboxStore } from './sandbox-store.ts';
import { invalidRequest, StripeError, unauthorized } from './stripe-error.ts';
import { createWebhooks } from './webhooks.ts';

export interface StripeSandboxOptions {
  readonly dataDir: string;
  /** 0, or none, takes a free port. */
  readonly port?: number;
  readonly webhookUrl?: string;
  readonly webhookSecret: string;
  /** Types of events that the webhook endpoint is sent; all when not given. */
  readonly webhookEvents?: readonly string[];
  readonly secretKey: string;
  readonly publishableKey: string;
  /** Where browsers reach it, e.g. behind a prefix of another server; its own address when not given. */
  readonly publicBaseUrl?: () => string;
}

export interface StripeSandbox {
  readonly url: string;
  readonly port: number;
  /** `app.routing(request, response)` serves a request of a server that has it mounted. */
  readonly app: FastifyInstance;
  setWebhookUrl(url: string | undefined): void;
  close(): Promise<void>;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** The work is done and its answer never arrives. */
    loseReply?: boolean;
  }
}

interface Outcome {
  readonly body: unknown;
  /** A decline is stored and answered at once: both must commit. */
  readonly failure?: StripeError | undefined;
}
type Route = (parameters: Parameters, request: FastifyRequest) => Outcome;

/** Starts the sandbox on the ledger of a data directory. */
export async function startStripeSandbox(options: StripeSandboxOptions): Promise<StripeSandbox> {
  const store = new SandboxStore(options.dataDir, options.webhookEvents);
  const webhooks = createWebhooks(store, options.webhookSecret, options.webhookUrl);
  const faults = createFaults();
  const app = Fastify({ logger: false, bodyLimit: 1024 * 1024, forceCloseConnections: true });
  let ownUrl = '';
  const publicBase = () => options.publicBaseUrl?.() ?? ownUrl;

  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (request, body, done) => {
    try {
      const json = request.headers['content-type']?.startsWith('application/json');
      done(null, json ? JSON.parse(body as string) : qs.parse(body as string));
    } catch (error) {
      done(error as Error);
    }
  });
  app.setErrorHandler((error, _request, reply) => {
    const known =
      error instanceof StripeError
        ? error
        : new StripeError(500, 'api_error', undefined, 'The sandbox failed. This is a fault in the sandbox.');
    void reply.code(known.status).send(known.toBody());
  });
  allowBrowsers(app);
  app.addHook('preHandler', async (request, reply) => {
    const fault = request.url.startsWith('/v1/') ? faults.take(request.method, request.url) : undefined;
    if (!fault) return;
    if (fault.delayMs) await pause(fault.delayMs);
    if (fault.drop === 'before') {
      reply.hijack();
      request.raw.socket.destroy();
    } else if (fault.status) {
      throw new StripeError(fault.status, 'api_error', undefined, 'A fault that was asked for.');
    } else if (fault.drop === 'after') {
      request.loseReply = true;
    }
  });
  app.addHook('onSend', async (request, reply, payload) => {
    if (request.loseReply) {
      reply.hijack();
      request.raw.socket.destroy();
    }
    return payload;
  });

  const requireKey = (request: FastifyRequest, ...keys: string[]) => {
    const given = request.headers.authorization?.replace(/^Bearer /, '') ?? '';
    const basic = given.startsWith('Basic ')
      ? Buffer.from(given.slice(6), 'base64').toString().split(':')[0]
      : given;
    if (!keys.includes(basic ?? '')) throw unauthorized();
    return basic === options.secretKey;
  };
  const respond = (route: Route) => (request: FastifyRequest, reply: FastifyReply) => {
    const outcome = runIdempotent(store, request, () => route((request.body ?? {}) as Parameters, request));
    webhooks.wake();
    return reply
      .code(outcome.status)
      .headers(outcome.replayed ? { 'idempotent-replayed': 'true' } : {})
      .type('application/json')
      .send(outcome.body);
  };
  const idOf = (request: FastifyRequest) => (request.params as { id: string }).id;
  const secretOnly = {
    preHandler: async (request: FastifyRequest) => void requireKey(request, options.secretKey),
  };
  const challengeUrl = (intent: PaymentIntent, returnUrl: string) => {
    const query = new URLSearchParams({ client_secret: intent.client_secret, return_url: returnUrl });
    return `${publicBase()}/sandbox/challenge/${intent.id}?${query}`;
  };

  app.post('/v1/payment_methods', (request, reply) => {
    requireKey(request, options.secretKey, options.publishableKey);
    return respond((parameters) => ({ body: createPaymentMethod(store, parameters) }))(request, reply);
  });
  app.get('/v1/payment_methods', secretOnly, async (request) => {
    const query = request.query as Parameters;
    return listCards(store, String(query.customer ?? ''), '/v1/payment_methods', query);
  });
  app.get('/v1/payment_methods/:id', secretOnly, async (request) => getPaymentMethod(store, idOf(request)));
  app.post(
    '/v1/payment_methods/:id/attach',
    secretOnly,
    respond((parameters, request) => ({ body: attachPaymentMethod(store, idOf(request), parameters) })),
  );
  app.post(
    '/v1/payment_methods/:id/detach',
    secretOnly,
    respond((_parameters, request) => ({ body: detachPaymentMethod(store, idOf(request)) })),
  );
  app.post(
    '/v1/customers',
    secretOnly,
    respond((parameters) => ({ body: createCustomer(store, parameters) })),
  );
  app.get('/v1/customers/:id', secretOnly, async (request) => getCustomer(store, idOf(request)));
  app.delete(
    '/v1/customers/:id',
    secretOnly,
    respond((_parameters, request) => ({ body: deleteCustomer(store, idOf(request)) })),
  );
  app.get('/v1/customers/:id/payment_methods', secretOnly, async (request) => {
    const id = idOf(request);
    return listCards(store, id, `/v1/customers/${id}/payment_methods`, request.query as Parameters);
  });
  app.post(
    '/v1/payment_intents',
    secretOnly,
    respond((parameters) => {
      const intent = createIntent(store, parameters);
      if (parameters.confirm !== 'true') return { body: intent };
      const confirmed = confirmIntent(store, intent, parameters, challengeUrl);
      return { body: confirmed.intent, failure: confirmed.failure };
    }),
  );
  app.get('/v1/payment_intents/:id', async (request) => {
    const trusted = requireKey(request, options.secretKey, options.publishableKey);
    const intent = getIntent(store, idOf(request));
    if (!trusted) assertClientSecret(intent, (request.query as Parameters).client_secret);
    return intent;
  });
  app.post(
    '/v1/payment_intents/:id',
    secretOnly,
    respond((parameters, request) => ({
      body: updateIntent(store, getIntent(store, idOf(request)), parameters),
    })),
  );
  app.post('/v1/payment_intents/:id/confirm', (request, reply) => {
    const trusted = requireKey(request, options.secretKey, options.publishableKey);
    return respond((parameters) => {
      const intent = getIntent(store, idOf(request));
      if (!trusted) assertClientSecret(intent, parameters.client_secret);
      const confirmed = confirmIntent(store, intent, parameters, challengeUrl);
      return { body: confirmed.intent, failure: confirmed.failure };
    })(request, reply);
  });
  app.post(
    '/v1/payment_intents/:id/cancel',
    secretOnly,
    respond((_parameters, request) => ({ body: cancelIntent(store, getIntent(store, idOf(request))) })),
  );
  app.post(
    '/v1/payment_intents/:id/capture',
    secretOnly,
    respond((_parameters, request) => ({ body: captureIntent(store, getIntent(store, idOf(request))) })),
  );
  app.post(
    '/v1/refunds',
    secretOnly,
    respond((parameters) => ({ body: createRefund(store, parameters) })),
  );
  app.get('/v1/events', secretOnly, async () => ({
    object: 'list',
    url: '/v1/events',
    has_more: false,
    data: store.list('event', 100),
  }));

  app.get('/sandbox/challenge/:id', async (request, reply) => {
    const intent = getIntent(store, idOf(request));
    const query = request.query as Record<string, string>;
    assertClientSecret(intent, query.client_secret);
    const action = `${publicBase()}/sandbox/challenge/${intent.id}`;
    return reply.headers(PAGE_HEADERS).send(challengePage(intent, action, query.return_url ?? ''));
  });
  app.post('/sandbox/challenge/:id', async (request, reply) => {
    const parameters = (request.body ?? {}) as Record<string, string>;
    const intent = getIntent(store, idOf(request));
    assertClientSecret(intent, parameters.client_secret);
    const after = store.transaction(() => answerChallenge(store, intent, parameters.answer === 'pass'));
    webhooks.wake();
    return reply.redirect(returnTo(parameters.return_url ?? '', after), 303);
  });
  for (const path of ['/', '/sandbox']) {
    app.get(path, async (_request, reply) => reply.headers(PAGE_HEADERS).send(overviewPage(store)));
  }
  app.get('/sandbox/ledger', secretOnly, async () => ledgerOf(store));
  app.post('/sandbox/faults', secretOnly, async (request) => {
    faults.add(request.body as Fault);
    return { ok: true };
  });
  app.delete('/sandbox/faults', secretOnly, async () => {
    faults.clear();
    return { ok: true };
  });

  ownUrl = await app.listen({ host: '127.0.0.1', port: options.port ?? 0 });
  webhooks.wake();
  return {
    url: ownUrl,
    port: Number(new URL(ownUrl).port),
    app,
    setWebhookUrl: webhooks.setUrl,
    async close() {
      await app.close();
      await webhooks.stop();
      store.close();
    },
  };
}

/** Requests are synchronous from here on: of two with one key, the second always finds the first one's result. */
function runIdempotent(
  store: SandboxStore,
  request: FastifyRequest,
  work: () => Outcome,
): { status: number; body: string; replayed: boolean } {
  const header = request.headers['idempotency-key'];
  const key = typeof header === 'string' ? header : undefined;
  const fingerprint = createHash('sha256')
    .update(`${request.method} ${request.url} ${JSON.stringify(request.body ?? null)}`)
    .digest('hex');
  const stored = key ? store.findIdempotent(key) : undefined;
  if (stored && stored.fingerprint !== fingerprint) {
    throw new StripeError(
      400,
      'idempotency_error',
      undefined,
      'Keys for idempotent requests can only be used with the same parameters they were first used with.',
    );
  }
  if (stored) {
    return { status: stored.status, body: stored.body, replayed: true };
  }
  // The reply is stored in the commit of what it tells of: a crash leaves both or neither.
  return store.transaction(() => {
    const outcome = work();
    const status = outcome.failure?.status ?? 200;
    const body = JSON.stringify(outcome.failure?.toBody() ?? outcome.body);
    if (key) store.saveIdempotent(key, fingerprint, status, body);
    return { status, body, replayed: false };
  });
}

/** What was really charged and given back, per payment intent: for tests to compare with. */
function ledgerOf(store: SandboxStore) {
  const intents = store.list<PaymentIntent>('payment_intent', 1_000_000).map((intent) => {
    const charges = store.childrenOf<Charge>('charge', intent.id);
    const refunds = store.childrenOf<Refund>('refund', intent.id);
    return {
      id: intent.id,
      status: intent.status,
      amount: intent.amount,
      currency: intent.currency,
      metadata: intent.metadata,
      charges: charges.length,
      captured: charges.reduce((sum, charge) => sum + charge.amount_captured, 0),
      refunded: refunds.reduce((sum, refund) => sum + refund.amount, 0),
    };
  });
  return {
    intents,
    captured: intents.reduce((sum, intent) => sum + intent.captured, 0),
    refunded: intents.reduce((sum, intent) => sum + intent.refunded, 0),
  };
}

function returnTo(returnUrl: string, intent: PaymentIntent): string {
  if (!/^https?:\/\//.test(returnUrl)) throw invalidRequest('return_url is missing', undefined, 'return_url');
  const url = new URL(returnUrl);
  url.searchParams.set('payment_intent', intent.id);
  url.searchParams.set('payment_intent_client_secret', intent.client_secret);
  url.searchParams.set('redirect_status', intent.status === 'succeeded' ? 'succeeded' : 'failed');
  return url.href;
}

/** Stripe.js calls from the shop's origin; so does the sandbox's card form. */
function allowBrowsers(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    if (!request.headers.origin) return;
    void reply.headers({
      'access-control-allow-origin': request.headers.origin,
      'access-control-allow-headers': 'authorization, content-type, idempotency-key',
      'access-control-allow-methods': 'GET, POST',
      vary: 'origin',
    });
  });
  app.options('/v1/*', async (_request, reply) => reply.code(204).send());
}
