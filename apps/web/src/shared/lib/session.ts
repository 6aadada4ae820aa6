import type { Audience, Session, User } from '@haat/contracts/http/auth.ts';
import { useSyncExternalStore } from 'react';
import { readProblem, unreachable } from './api-problem.ts';
import { setLocale } from './locale.ts';
import { isRecord, jsonStore } from './storage.ts';

/** `unknown` only while the refresh cookie is being tried after a page load. */
export type SessionState =
  | { readonly status: 'unknown' }
  | { readonly status: 'guest' }
  | { readonly status: 'user'; readonly user: User; readonly acting?: Acting };

/** A member of staff acts as the user of the session for a while. */
interface Acting {
  readonly audience: Audience;
  /** Milliseconds since the epoch. */
  readonly until: number;
}

/** Says that a refresh cookie should exist; the cookie itself is out of scripts' reach. */
const flag = jsonStore(
  () => localStorage,
  'haat-session',
  (value): value is { at: number } => isRecord(value),
);
const RENEW_BEFORE_MS = 30_000;
const GUEST: SessionState = { status: 'guest' };

let state: SessionState = flag.read() ? { status: 'unknown' } : GUEST;
// In memory only: a script injected later finds no token in storage.
const tokens = new Map<Audience, { readonly value: string; readonly expiresAt: number }>();
const refreshing = new Map<Audience, Promise<string | undefined>>();
let lastRefresh: Promise<unknown> = Promise.resolve();
/** While acting: the token for it, and the session that goes on after it. Gone at a reload, as all tokens are. */
let acting: (Acting & { readonly token: string; readonly own: SessionState }) | undefined;
const listeners = new Set<() => void>();

function setState(next: SessionState): void {
  state = next;
  setLocale(next.status === 'user' ? next.user.locale : null);
  for (const listener of listeners) listener();
}

export function openSession(session: Session, audience: Audience = 'store'): void {
  // Somebody else's tokens are not kept beside the new ones.
  if (state.status === 'user' && state.user.id !== session.user.id) tokens.clear();
  tokens.set(audience, { value: session.accessToken, expiresAt: Date.now() + session.expiresIn * 1000 });
  flag.write({ at: Date.now() });
  setState({ status: 'user', user: session.user });
}

/** The account was changed here: what is shown of it follows. */
export function updateUser(user: User): void {
  if (state.status === 'user' && state.user.id === user.id) setState({ status: 'user', user });
}

export function endSession(): void {
  acting = undefined;
  tokens.clear();
  flag.clear();
  if (state.status !== 'guest') setState(GUEST);
}

/** A token for that surface which is good for a while, or undefined for a guest. */
export async function accessToken(audience: Audience): Promise<string | undefined> {
  if (acting && audience !== 'admin') return audience === acting.audience ? acting.token : undefined;
  const token = tokens.get(audience);
  if (token && token.expiresAt - Date.now() > RENEW_BEFORE_MS) return token.value;
  return state.status === 'guest' ? undefined : refreshSession(audience);
}

/** One refresh at a time, across tabs too: the cookie rotates, and two at once would look like a theft. */
export function refreshSession(audience: Audience = 'store'): Promise<string | undefined> {
  const running = refreshing.get(audience);
  if (running) return running;
  const next = serialised(() => refresh(audience)).finally(() => refreshing.delete(audience));
  refreshing.set(audience, next);
  return next;
}

/** The account was changed: one refresh that begins after this, so that it tells of the change. A guest has none. */
export async function rereadSession(): Promise<void> {
  await refreshing.get('store')?.catch(() => undefined);
  if (state.status !== 'guest') await refreshSession('store').catch(() => undefined);
}

function serialised(work: () => Promise<string | undefined>): Promise<string | undefined> {
  if ('locks' in navigator) return navigator.locks.request('haat-session', work);
  const next = lastRefresh.then(work, work);
  lastRefresh = next;
  return next;
}

async function refresh(audience: Audience): Promise<string | undefined> {
  const response = await fetch('/v1/auth/refresh', {
    method: 'POST',
    ...(audience === 'store'
      ? {}
      : { headers: { 'content-type': 'application/json' }, body: JSON.stringify({ audience }) }),
  }).catch(() => undefined);
  if (response?.ok) {
    const session = (await response.json()) as Session;
    openSession(session, audience);
    return session.accessToken;
  }
  if (response?.status === 401) {
    endSession();
    return undefined;
  }
  // Not refused, only not answered: the session may well be alive.
  throw response ? await readProblem(response) : unreachable();
}

/** From now on requests to that surface are the customer's. */
export function beginActing({ user, accessToken: token, expiresIn }: Session, audience: Audience): void {
  const until = Date.now() + expiresIn * 1000;
  acting = { audience, until, token, own: acting?.own ?? state };
  setState({ status: 'user', user, acting: { audience, until } });
}

export function endActing(): void {
  if (!acting) return;
  const { own } = acting;
  acting = undefined;
  setState(own);
}

export const isActing = (): boolean => acting !== undefined;

/** After a page load: tries the cookie, so that the header knows who is there. */
export function bootSession(): void {
  if (state.status !== 'unknown') return;
  refreshSession().catch(() => {
    setState(GUEST);
  });
}

/** Another tab logged in or out. */
export function followOtherTabs(onChange: () => void): () => void {
  const listener = (event: StorageEvent) => {
    if (event.key !== 'haat-session') return;
    if (event.newValue === null && state.status === 'user') {
      endSession();
      onChange();
    }
    if (event.oldValue === null && event.newValue !== null && state.status === 'guest') {
      setState({ status: 'unknown' });
      refreshSession().then(onChange, () => setState(GUEST));
    }
  };
  addEventListener('storage', listener);
  return () => removeEventListener('storage', listener);
}

export function useSession(): SessionState {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => state,
  );
}
