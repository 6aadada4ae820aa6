import { useEffect, useEffectEvent, useState } from 'react';

export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title === '' ? 'Haat' : `${title} · Haat`;
  }, [title]);
}

export function useOnline(): boolean {
  const [online, setOnline] = useState(() => navigator.onLine);
  useEffect(() => {
    const update = () => setOnline(navigator.onLine);
    addEventListener('online', update);
    addEventListener('offline', update);
    return () => {
      removeEventListener('online', update);
      removeEventListener('offline', update);
    };
  }, []);
  return online;
}

/** The value as it was once it has rested for a while. */
export function useSettled<Value>(value: Value, ms: number): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return settled;
}

interface SearchWords {
  /** As they stand in the box. */
  readonly typed: string;
  readonly type: (words: string) => void;
  /** What to search for. */
  readonly words: string;
}

/**
 * Words typed into a search box. Once they rest they go into the page's address, so that the way back finds them; an
 * address that changes by other means, such as a link, changes the words.
 */
export function useSearchWords(
  inAddress: string | undefined,
  put: (search: { readonly q?: string }) => void,
): SearchWords {
  const address = inAddress ?? '';
  const [typed, type] = useState(address);
  const words = useSettled(typed.trim(), 250);
  const onWords = useEffectEvent((settled: string) => {
    if (settled !== address) put(settled === '' ? {} : { q: settled });
  });
  const onAddress = useEffectEvent((given: string) => {
    if (given !== words) type(given);
  });
  useEffect(() => onWords(words), [words]);
  useEffect(() => onAddress(address), [address]);
  return { typed, type, words };
}

export function useNow(everyMs: number): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
