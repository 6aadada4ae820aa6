import { generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type Adapter, type AdapterPayload, Provider } from 'oidc-provider';

/** Somebody's account at the provider, and what it says of them. */
export interface ProviderUser {
  readonly sub: string;
  readonly email?: string;
  readonly email_verified?: boolean;
  readonly name?: string;
}

export interface TestProvider {
  readonly issuer: string;
  /** How the auth service is told of it. */
  readonly config: {
    readonly id: string;
    readonly name: string;
    readonly issuer: string;
    readonly clientId: string;
    readonly clientSecret: string;
  };
  addUser(user?: Partial<ProviderUser>): ProviderUser;
  /**
   * Goes where the authorization URL leads, as a browser would, and logs in there.
   * @returns the query of the address that the provider sends the browser back to
   */
  visit(url: string, user: ProviderUser): Promise<string>;
  /** Codes that it was asked to exchange. */
  tokenRequests(): number;
  close(): Promise<void>;
}

const CLIENT = { clientId: 'haat', clientSecret: 'the secret between Haat and the provider' };

/**
 * A real OpenID provider on this machine. Its log-in page has a button for each of its users.
 * @param options.claimsInToken as Google does it; otherwise it tells them at its user info endpoint only
 * @param options.port a free one when not given
 */
export async function startTestProvider(options: {
  readonly id: string;
  readonly name?: string;
  readonly returnUrls: readonly string[];
  readonly claimsInToken?: boolean;
  readonly port?: number;
}): Promise<TestProvider> {
  const users = new Map<string, ProviderUser>();
  let tokenRequests = 0;
  const server = createServer();
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the provider has no port');
  const issuer = `http://127.0.0.1:${address.port}`;

  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const memory = new Map<string, AdapterPayload>();
  const provider = new Provider(issuer, {
    adapter: (model) => memoryAdapter(memory, model),
    clients: [
      {
        client_id: CLIENT.clientId,
        client_secret: CLIENT.clientSecret,
        redirect_uris: [...options.returnUrls],
        id_token_signed_response_alg: 'ES256',
      },
    ],
    jwks: {
      keys: [{ ...privateKey.export({ format: 'jwk' }), alg: 'ES256', use: 'sig', kid: randomUUID() }],
    },
    cookies: { keys: [randomBytes(16).toString('hex')] },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    conformIdTokenClaims: !options.claimsInToken,
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, IdToken: 600 },
    findAccount: (_context, sub) => ({ accountId: sub, claims: async () => ({ sub, ...users.get(sub) }) }),
    // Whoever logs in agrees, too.
    async loadExistingGrant({ oidc }) {
      const { client, account } = oidc;
      if (!client || !account) return undefined;
      const grant = new provider.Grant({ clientId: client.clientId, accountId: account.accountId });
      grant.addOIDCScope('openid email profile');
      await grant.save();
      return grant;
    },
  });

  const interaction = async (request: IncomingMessage, response: ServerResponse) => {
    if (request.method === 'GET') {
      const buttons = [...users.values()].map(
        ({ sub, name }) => `<p><button name="sub" value="${sub}">${name ?? sub}</button></p>`,
      );
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end(`<!doctype html><title>Provider</title><form method="post">${buttons.join('')}</form>`);
      return;
    }
    let form = '';
    for await (const chunk of request) form += chunk;
    const accountId = new URLSearchParams(form).get('sub') ?? '';
    await provider.interactionFinished(request, response, accountId ? { login: { accountId } } : DECLINED);
  };
  const handle = provider.callback();
  server.on('request', (request, response) => {
    if (request.url?.startsWith('/token')) tokenRequests++;
    if (request.url?.startsWith('/interaction/')) {
      interaction(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
    } else {
      void handle(request, response);
    }
  });

  return {
    issuer,
    config: { id: options.id, name: options.name ?? options.id, issuer, ...CLIENT },
    addUser(fields = {}) {
      const sub = fields.sub ?? randomUUID();
      const user = { email: `${sub}@id.example`, email_verified: true, name: 'Ada Okafor', ...fields, sub };
      users.set(sub, user);
      return user;
    },
    visit: (url, user) => visit(url, user, issuer),
    tokenRequests: () => tokenRequests,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

const DECLINED = { error: 'access_denied', error_description: 'The user does not want to' };

/** A user that is nobody breaks the log-in off. */
export const NOBODY: ProviderUser = { sub: '' };

/** Follows redirects and keeps cookies until it is led away from the provider. */
async function visit(start: string, user: ProviderUser, issuer: string): Promise<string> {
  const cookies = new Map<string, string>();
  let url = new URL(start);
  for (let steps = 0; url.origin === issuer; steps++) {
    if (steps > 10) throw new Error(`the provider leads in circles: ${url}`);
    const logsIn = url.pathname.startsWith('/interaction/');
    const answer = await fetch(url, {
      method: logsIn ? 'POST' : 'GET',
      redirect: 'manual',
      headers: { cookie: [...cookies].map((pair) => pair.join('=')).join('; ') },
      ...(logsIn ? { body: new URLSearchParams({ sub: user.sub }) } : {}),
    });
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      cookies.set(name, value);
    }
    const location = answer.headers.get('location');
    if (!location) throw new Error(`the provider answered ${answer.status}: ${await answer.text()}`);
    url = new URL(location, url);
  }
  return url.search.slice(1);
}

function memoryAdapter(memory: Map<string, AdapterPayload>, model: string): Adapter {
  const keyOf = (id: string) => `${model}:${id}`;
  return {
    upsert: async (id, payload) => void memory.set(keyOf(id), payload),
    find: async (id) => memory.get(keyOf(id)),
    findByUid: async (uid) => [...memory.values()].find((payload) => payload.uid === uid),
    findByUserCode: async () => undefined,
    consume: async (id) => {
      const payload = memory.get(keyOf(id));
      if (payload) memory.set(keyOf(id), { ...payload, consumed: Math.floor(Date.now() / 1000) });
    },
    destroy: async (id) => void memory.delete(keyOf(id)),
    async revokeByGrantId(grantId) {
      for (const [key, payload] of memory) if (payload.grantId === grantId) memory.delete(key);
    },
  };
}
