import type { Session, User } from '@haat/contracts/http/auth.ts';
import { useSyncExternalStore } from 'react';
import { readProblem, unreachable } from './api-problem.ts';
import { isRecord, jsonStore } from './storage.ts';

/** `unknown` only while the refresh cookie is being tried after a page load. */
export type SessionState =
  | { readonly status: 'unknown' }
  | { readonly status: 'guest' }
  | { readonly status: 'user'; readonly user: User };

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
let token: { readonly value: string; readonly expiresAt: number } | undefined;
let refreshing: Promise<string | undefined> | undefined;
const listeners = new Set<() => void>();

function setState(next: SessionState): void {
  state = next;
  for (const listener of listeners) listener();
}

export function openSession(session: Session): void {
  token = { value: session.accessToken, expiresAt: Date.now() + session.expiresIn * 1000 };
  flag.write({ at: Date.now() });
  setState({ status: 'user', user: session.user });
}

export function endSession(): void {
  token = undefined;
  flag.clear();
  if (state.status !== 'guest') setState(GUEST);
}

/** A token that is good for a while, or undefined for a guest. */
export async function accessToken(): Promise<string | undefined> {
  if (token && token.expiresAt - Date.now() > RENEW_BEFORE_MS) return token.value;
  return state.status === 'guest' ? undefined : refreshSession();
}

/** One refresh at a time, across tabs too: the cookie rotates, and two at once would look like a theft. */
export function refreshSession(): Promise<string | undefined> {
  refreshing ??= serialised(refresh).finally(() => {
    refreshing = undefined;
  });
  return refreshing;
}

const serialised = (work: () => Promise<string | undefined>): Promise<string | undefined> =>
  'locks' in navigator ? navigator.locks.request('haat-session', work) : work();

async function refresh(): Promise<string | undefined> {
  const response = await fetch('/v1/auth/refresh', { method: 'POST' }).catch(() => undefined);
  if (response?.ok) {
    const session = (await response.json()) as Session;
    openSession(session);
    return session.accessToken;
  }
  if (response?.status === 401) {
    endSession();
    return undefined;
  }
  // Not refused, only not answered: the session may well be alive.
  throw response ? await readProblem(response) : unreachable();
}

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
