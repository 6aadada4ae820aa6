import { Secret, TOTP } from 'otpauth';

/** RFC 6238 as every authenticator app has it: SHA-1, six digits, thirty seconds. */
const PARAMETERS = { algorithm: 'SHA1', digits: 6, period: 30 } as const;
/** Steps either way that a clock may be off. */
const WINDOW = 1;

/** @returns the time step that the code belongs to; undefined for one that is of no step around now */
export function stepOfCode(secret: Buffer, code: string, now: number): number | undefined {
  const delta = TOTP.validate({
    ...PARAMETERS,
    secret: secretOf(secret),
    token: code,
    timestamp: now,
    window: WINDOW,
  });
  return delta === null ? undefined : TOTP.counter({ period: PARAMETERS.period, timestamp: now }) + delta;
}

/** What an app has to know, in the two ways in which it can be told. */
export function enrolmentOf(
  secret: Buffer,
  issuer: string,
  account: string,
): { secret: string; uri: string } {
  const totp = new TOTP({ ...PARAMETERS, secret: secretOf(secret), issuer, label: account });
  return { secret: totp.secret.base32, uri: totp.toString() };
}

/** A copy: the library takes whole buffers, and small ones of Node share one. */
const secretOf = (secret: Buffer): Secret => new Secret({ buffer: new Uint8Array(secret).buffer });
