import { jsonStore } from '../../shared/lib/storage.ts';

/** As many as the server takes over in one request. */
const MOST = 100;

const isIds = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((id) => typeof id === 'string');
const kept = jsonStore(() => localStorage, 'haat-wishes', isIds);

const NONE: readonly string[] = [];
let wishes: readonly string[] | undefined;
const listeners = new Set<() => void>();

/** What a guest saved in this browser, oldest first: it waits here for the log-in. */
export const guestWishes = (): readonly string[] => {
  wishes ??= kept.read() ?? NONE;
  return wishes;
};

export function toggleGuestWish(productId: string): void {
  set(toggled(guestWishes(), productId));
}

export function clearGuestWishes(): void {
  set(NONE);
}

export function onGuestWishes(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** With the product, or without it where it was; the oldest goes where there is no room. */
export const toggled = (ids: readonly string[], id: string): string[] =>
  ids.includes(id) ? ids.filter((each) => each !== id) : [...ids, id].slice(-MOST);

function set(next: readonly string[]): void {
  wishes = next;
  if (next.length === 0) kept.clear();
  else kept.write([...next]);
  for (const listener of listeners) listener();
}
