import { Secret, TOTP } from 'otpauth';

/** A code of an authenticator app. @param steps half minutes from now */
export const oneTimeCode = (secret: string, steps = 0): string =>
  TOTP.generate({ secret: Secret.fromBase32(secret), timestamp: Date.now() + steps * 30_000 });

/** Six digits that are no code of the app around now. */
export function wrongOneTimeCode(secret: string): string {
  const near = new Set([-2, -1, 0, 1, 2].map((steps) => oneTimeCode(secret, steps)));
  for (let guess = 0; ; guess++) {
    const code = String(guess).padStart(6, '0');
    if (!near.has(code)) return code;
  }
}
