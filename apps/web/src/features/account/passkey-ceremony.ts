import type {
  PasskeyAssertion,
  PasskeyAttestation,
  PasskeyCreation,
  PasskeyRequest,
} from '@haat/contracts/http/factors.ts';

/** Fetched when a passkey is asked for, not with the page. */
const library = () => import('@simplewebauthn/browser');

export const hasPasskeys = (): boolean => typeof PublicKeyCredential === 'function';

/** Whether the browser can offer passkeys in the field for the address. */
export async function canOfferPasskeys(): Promise<boolean> {
  if (!hasPasskeys()) return false;
  return (await PublicKeyCredential.isConditionalMediationAvailable?.()) ?? false;
}

/** @throws PasskeyTrouble */
export async function createPasskey(asked: PasskeyCreation): Promise<PasskeyAttestation> {
  const { startRegistration } = await library();
  const { id, response } = await startRegistration({ optionsJSON: asked as never }).catch(inWords);
  const { clientDataJSON, attestationObject, transports = [] } = response;
  return { id, response: { clientDataJSON, attestationObject, transports } };
}

/**
 * @param inField waits until a passkey is picked in the field for the address
 * @throws PasskeyTrouble
 */
export async function askForPasskey(asked: PasskeyRequest, inField = false): Promise<PasskeyAssertion> {
  const { startAuthentication } = await library();
  const { id, response } = await startAuthentication({
    optionsJSON: asked as never,
    useBrowserAutofill: inField,
  }).catch(inWords);
  const { clientDataJSON, authenticatorData, signature, userHandle } = response;
  return {
    id,
    response: { clientDataJSON, authenticatorData, signature, ...(userHandle ? { userHandle } : {}) },
  };
}

/** The field need not wait any more. */
export async function stopAsking(): Promise<void> {
  const { WebAuthnAbortService } = await library();
  WebAuthnAbortService.cancelCeremony();
}

/** Why there is no passkey, in words for people; `given-up` needs none. */
export class PasskeyTrouble extends Error {
  readonly kind: 'given-up' | 'there-already' | 'wrong-address' | 'other';

  constructor(kind: PasskeyTrouble['kind'], message: string) {
    super(message);
    this.name = 'PasskeyTrouble';
    this.kind = kind;
  }
}

function inWords(error: unknown): never {
  const { name = '', code = '' } = error as { name?: string; code?: string };
  if (name === 'AbortError' || name === 'NotAllowedError' || code === 'ERROR_CEREMONY_ABORTED') {
    throw new PasskeyTrouble('given-up', 'No passkey was used. Try again, or use another way.');
  }
  if (name === 'InvalidStateError') {
    throw new PasskeyTrouble('there-already', 'This device has a passkey for your account already.');
  }
  if (name === 'SecurityError') {
    const message = 'Passkeys do not work at this address. Open Haat by its proper name, e.g. localhost.';
    throw new PasskeyTrouble('wrong-address', message);
  }
  throw new PasskeyTrouble('other', 'The passkey did not work. Try again, or use another way.');
}

/** What to call a passkey that is made here. */
export function deviceName(userAgent: string): string {
  if (/iPhone/.test(userAgent)) return 'iPhone';
  if (/iPad/.test(userAgent)) return 'iPad';
  if (/Android/.test(userAgent)) return 'Android phone';
  if (/Macintosh/.test(userAgent)) return 'Mac';
  if (/Windows/.test(userAgent)) return 'Windows computer';
  if (/CrOS/.test(userAgent)) return 'Chromebook';
  return /Linux/.test(userAgent) ? 'Linux computer' : 'This device';
}
