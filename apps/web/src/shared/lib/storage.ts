/** Web storage that may be full, blocked or filled by an older release: every read can come back empty. */
export interface JsonStore<Value> {
  read(): Value | undefined;
  write(value: Value): void;
  clear(): void;
}

export function jsonStore<Value>(
  area: () => Storage,
  key: string,
  isValue: (value: unknown) => value is Value,
): JsonStore<Value> {
  return {
    read() {
      try {
        const text = area().getItem(key);
        const value: unknown = text === null ? undefined : JSON.parse(text);
        return isValue(value) ? value : undefined;
      } catch {
        return undefined;
      }
    },
    write(value) {
      try {
        area().setItem(key, JSON.stringify(value));
      } catch {
        // Nothing depends on it being kept.
      }
    },
    clear() {
      try {
        area().removeItem(key);
      } catch {
        // Blocked storage holds nothing either.
      }
    },
  };
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
