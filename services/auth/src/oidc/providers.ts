import type { Provider } from '@haat/contracts/http/factors.ts';
import type { Logger } from '@haat/platform/telemetry/logger.ts';
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  ClientSecretBasic,
  ClientSecretPost,
  Configuration,
  calculatePKCECodeChallenge,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  type IDToken,
  type UserInfoResponse,
} from 'openid-client';
import type { VisitPurpose } from '../db/factor-tables.ts';
import { ProviderRefused, ProviderUnknown } from '../domain/factor.errors.ts';
import type { ProviderAccount } from '../domain/provider-account.ts';
import { visitSecrets } from '../domain/visit-secrets.ts';
import { accountFrom, provenAt } from './claims.ts';
import type { ProviderConfig } from './provider-config.ts';
import { toDomainError } from './provider-failure.ts';

const TIMEOUT_SECONDS = 5;
const METADATA_KEPT_MS = 3_600_000;
/** A proof of now may have been given a little before the browser set out. */
const LONGEST_PROOF_AGE_MS = 15 * 60_000;

/** The OpenID providers of the configuration. */
export interface Providers {
  readonly list: readonly Provider[];
  /** By the name of now, or by its id when it is configured no more. */
  find(id: string): Provider;
  /**
   * @param secret what the browser keeps until it is back
   * @returns where it is to go
   * @throws auth.provider-unknown, auth.provider-unavailable
   */
  authorize(id: string, secret: string, purpose: VisitPurpose): Promise<string>;
  /**
   * @param query what the provider sent the browser back with
   * @throws auth.provider-unknown, auth.provider-unavailable, auth.provider-declined, auth.provider-refused
   */
  finish(id: string, secret: string, purpose: VisitPurpose, query: string): Promise<ProviderAccount>;
}

export function createProviders(
  configs: readonly ProviderConfig[],
  { publicUrl, logger }: { readonly publicUrl: string; readonly logger: Logger },
): Providers {
  const known = new Map(configs.map((config) => [config.id, cached(config)]));
  const of = (id: string) => {
    const provider = known.get(id);
    if (!provider) throw ProviderUnknown();
    return provider;
  };
  // One for each provider: a code of one is never shown to another.
  const returnUrl = (id: string) => new URL(`/login/return/${id}`, publicUrl);
  const attempt = <Result>(id: string, work: () => Promise<Result>) =>
    work().catch((error: unknown) => {
      throw toDomainError(error, id, logger);
    });

  return {
    list: configs.map(({ id, name }) => ({ id, name })),
    find: (id) => ({ id, name: configs.find((config) => config.id === id)?.name ?? id }),
    authorize: (id, secret, purpose) =>
      attempt(id, async () => {
        const { state, nonce, codeVerifier } = visitSecrets(secret);
        const url = buildAuthorizationUrl(await of(id)(), {
          redirect_uri: returnUrl(id).href,
          scope: 'openid email profile',
          state,
          nonce,
          code_challenge: await calculatePKCECodeChallenge(codeVerifier),
          code_challenge_method: 'S256',
          ...(purpose === 'reauthentication' ? { prompt: 'login', max_age: '0' } : {}),
        });
        return url.href;
      }),
    finish: (id, secret, purpose, query) =>
      attempt(id, async () => {
        const configuration = await of(id)();
        const { state, nonce, codeVerifier } = visitSecrets(secret);
        const url = returnUrl(id);
        url.search = query;
        const tokens = await authorizationCodeGrant(configuration, url, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: codeVerifier,
          idTokenExpected: true,
        });
        const claims = tokens.claims();
        if (!claims) throw ProviderRefused();
        const proven = provenAt(claims);
        if (purpose === 'reauthentication' && proven && proven < Date.now() - LONGEST_PROOF_AGE_MS) {
          throw ProviderRefused();
        }
        return accountFrom(id, claims, await extraClaims(configuration, claims, tokens.access_token));
      }),
  };
}

/** Some providers tell the address only here. */
async function extraClaims(
  configuration: Configuration,
  claims: IDToken,
  accessToken: string,
): Promise<UserInfoResponse | undefined> {
  if (claims.email !== undefined || !configuration.serverMetadata().userinfo_endpoint) return undefined;
  return fetchUserInfo(configuration, accessToken, claims.sub);
}

/** Asks the provider for its metadata when they are first needed, and again every hour. */
function cached(config: ProviderConfig): () => Promise<Configuration> {
  let current: { readonly found: Promise<Configuration>; readonly until: number } | undefined;
  return () => {
    if (current && current.until > Date.now()) return current.found;
    const before = current?.found;
    const found = discover(config).catch((error: unknown) => {
      // What was known is better than nothing, and is asked for again the next time.
      current = undefined;
      if (before) return before;
      throw error;
    });
    current = { found, until: Date.now() + METADATA_KEPT_MS };
    return found;
  };
}

async function discover({ issuer, clientId, clientSecret }: ProviderConfig): Promise<Configuration> {
  const url = new URL(issuer);
  const isLocal = url.protocol === 'http:';
  const found = await discovery(url, clientId, undefined, undefined, {
    timeout: TIMEOUT_SECONDS,
    execute: isLocal ? [allowInsecureRequests] : [],
  });
  const metadata = found.serverMetadata();
  const methods = metadata.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
  const authentication = methods.includes('client_secret_basic')
    ? ClientSecretBasic(clientSecret)
    : ClientSecretPost(clientSecret);
  const configuration = new Configuration(metadata, clientId, clientSecret, authentication);
  configuration.timeout = TIMEOUT_SECONDS;
  if (isLocal) allowInsecureRequests(configuration);
  // The connection alone would prove the token; its signature does so a second time.
  enableNonRepudiationChecks(configuration);
  return configuration;
}
