import { hash, verify } from '@node-rs/argon2';

// OWASP Password Storage Cheat Sheet, argon2id: m = 19 MiB, t = 2, p = 1 (the library's default is argon2id).
// Both functions work in libuv's thread pool, off the event loop.
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export const hashPassword = (password: string): Promise<string> => hash(password, PARAMETERS);

// What an unknown address is checked against, so that the answer takes as long as for a known one.
const decoy = hashPassword('no account has this password');

/** @param stored undefined when there is no such account: false, after the same work */
export async function checkPassword(stored: string | undefined, password: string): Promise<boolean> {
  const matches = await verify(stored ?? (await decoy), password);
  return matches && stored !== undefined;
}
