import { useSyncExternalStore } from 'react';

export type Theme = 'light' | 'dark';

const KEY = 'haat-theme';
const listeners = new Set<() => void>();
const systemIsDark = matchMedia('(prefers-color-scheme: dark)');

const chosen = (): Theme | undefined => {
  const { theme } = document.documentElement.dataset;
  return theme === 'light' || theme === 'dark' ? theme : undefined;
};

const current = (): Theme => chosen() ?? (systemIsDark.matches ? 'dark' : 'light');

export function setTheme(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // It then lasts as long as the page.
  }
  for (const listener of listeners) listener();
}

export function useTheme(): Theme {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    systemIsDark.addEventListener('change', listener);
    return () => {
      listeners.delete(listener);
      systemIsDark.removeEventListener('change', listener);
    };
  }, current);
}
