/**
 * Where to go after logging in: a path of this site and nothing else. A link can be sent by anyone, and `//evil.test`,
 * `/\evil.test` or a control character would lead a browser elsewhere.
 */
export function safeNext(next: unknown, fallback = '/'): string {
  if (typeof next !== 'string' || !next.startsWith('/')) return fallback;
  const origin = 'https://haat.invalid';
  try {
    const url = new URL(next, origin);
    if (url.origin !== origin || next.includes('\\')) return fallback;
    const path = `${url.pathname}${url.search}${url.hash}`;
    return path.startsWith('//') ? fallback : path;
  } catch {
    return fallback;
  }
}
