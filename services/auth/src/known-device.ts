import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Keys } from './derive-key.ts';
import type { SessionCookie } from './session-cookie.ts';

/** Accounts that one browser is remembered for; a family shares one. */
const REMEMBERED = 5;

/**
 * A browser in which an account was logged in before, by a cookie that only we can make (OWASP's device cookie): it
 * opens nothing. It tells a log-in elsewhere, which the owner is told of, and has guesses of its own.
 */
export interface KnownDevices {
  /** @returns an id of the browser; undefined where the account was never logged in there */
  find(request: FastifyRequest, userId: string | undefined): string | undefined;
  remember(reply: FastifyReply, userId: string): void;
}

/** @param keys for this and nothing else */
export function createKnownDevices(keys: Keys, cookie: SessionCookie): KnownDevices {
  const markBy = (key: Buffer, deviceId: string, userId: string) =>
    createHmac('sha256', key).update(`${deviceId}\0${userId}`).digest().subarray(0, 16).toString('base64url');
  const read = (request: FastifyRequest) => {
    const [deviceId = '', ...marks] = (cookie.read(request) ?? '').split('.');
    return { deviceId, marks: marks.slice(0, REMEMBERED) };
  };
  const isIn = (marks: readonly string[], mark: string) =>
    marks.some(
      (each) => each.length === mark.length && timingSafeEqual(Buffer.from(each), Buffer.from(mark)),
    );
  return {
    find(request, userId) {
      const { deviceId, marks } = read(request);
      // Most who try passwords out bring no cookie.
      if (marks.length === 0) return undefined;
      // Worked out also where there is no account.
      const isKnown = keys.map((key) => isIn(marks, markBy(key, deviceId, userId ?? ''))).includes(true);
      return isKnown && userId ? deviceId : undefined;
    },
    remember(reply, userId) {
      const { deviceId, marks } = read(reply.request);
      const id = /^[\w-]{22}$/.test(deviceId) ? deviceId : randomBytes(16).toString('base64url');
      const [mark, ...older] = keys.map((key) => markBy(key, id, userId));
      const others = id === deviceId ? marks.filter((each) => each !== mark && !older.includes(each)) : [];
      cookie.write(reply, [id, mark, ...others].slice(0, REMEMBERED + 1).join('.'));
    },
  };
}
