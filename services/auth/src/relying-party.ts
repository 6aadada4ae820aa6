import type {
  PasskeyAssertion,
  PasskeyAttestation,
  PasskeyCreation,
  PasskeyRequest,
} from '@haat/contracts/http/factors.ts';
import { verifyAuthenticationResponse, verifyRegistrationResponse } from '@simplewebauthn/server';
import { decodeClientDataJSON } from '@simplewebauthn/server/helpers';
import { PASSKEY_CHALLENGE_SECONDS, type PasskeyRow } from './db/passkey-repository.ts';
import type { StoredUser } from './db/user-repository.ts';

/** EdDSA, ES256 and RS256, by their COSE numbers. */
const ALGORITHMS = [-8, -7, -257];

export interface NewPasskey {
  readonly credentialId: Buffer;
  readonly publicKey: Buffer;
  readonly counter: number;
  readonly isSynced: boolean;
}

/** Haat as authenticators know it. What is verified is bound to our own origin, and the user was verified by the device. */
export interface RelyingParty {
  creation(challenge: string, user: StoredUser, known: readonly PasskeyRow[]): PasskeyCreation;
  /** @param allowed empty: the device offers what it has */
  request(challenge: string, allowed: readonly PasskeyRow[]): PasskeyRequest;
  /** Which challenge it answers; nothing is verified yet. */
  challengeOf(answer: PasskeyAttestation | PasskeyAssertion): string | undefined;
  /** @param challenge one of ours that was open until now. @returns undefined where anything is wrong */
  verifyCreation(attestation: PasskeyAttestation, challenge: string): Promise<NewPasskey | undefined>;
  /** @returns the key's new count; undefined where anything is wrong */
  verifyAssertion(
    assertion: PasskeyAssertion,
    challenge: string,
    passkey: PasskeyRow,
  ): Promise<number | undefined>;
}

/** @param publicUrl its origin is the one taken, its host the relying party's id */
export function createRelyingParty(publicUrl: string): RelyingParty {
  const { origin, hostname: id } = new URL(publicUrl);
  const timeout = PASSKEY_CHALLENGE_SECONDS * 1000;
  const common = { expectedOrigin: origin, expectedRPID: id, requireUserVerification: true };
  return {
    creation: (challenge, user, known) => ({
      challenge,
      rp: { id, name: 'Haat' },
      user: {
        id: Buffer.from(user.id).toString('base64url'),
        name: user.email,
        displayName: user.name,
      },
      pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: 'public-key', alg })),
      timeout,
      attestation: 'none',
      excludeCredentials: known.map(descriptorOf),
      authenticatorSelection: {
        residentKey: 'required',
        requireResidentKey: true,
        userVerification: 'required',
      },
    }),
    request: (challenge, allowed) => ({
      challenge,
      rpId: id,
      timeout,
      userVerification: 'required',
      allowCredentials: allowed.map(descriptorOf),
    }),
    challengeOf({ response }) {
      try {
        const { challenge } = decodeClientDataJSON(response.clientDataJSON) as { challenge?: unknown };
        return typeof challenge === 'string' ? challenge : undefined;
      } catch {
        return undefined;
      }
    },
    async verifyCreation(attestation, challenge) {
      const result = await verifyRegistrationResponse({
        ...common,
        response: { ...whole(attestation), response: attestation.response },
        expectedChallenge: challenge,
        supportedAlgorithmIDs: ALGORITHMS,
      }).catch(refused);
      if (!result?.verified) return undefined;
      const { credential, credentialDeviceType } = result.registrationInfo;
      return {
        credentialId: Buffer.from(credential.id, 'base64url'),
        publicKey: Buffer.from(credential.publicKey),
        counter: credential.counter,
        isSynced: credentialDeviceType === 'multiDevice',
      };
    },
    async verifyAssertion(assertion, challenge, passkey) {
      const { userHandle, ...response } = assertion.response;
      const owner = Buffer.from(passkey.user_id).toString('base64url');
      if (userHandle !== undefined && userHandle !== owner) return undefined;
      const result = await verifyAuthenticationResponse({
        ...common,
        response: { ...whole(assertion), response },
        expectedChallenge: challenge,
        credential: {
          id: passkey.credential_id.toString('base64url'),
          publicKey: new Uint8Array(passkey.public_key),
          counter: passkey.counter,
        },
      }).catch(refused);
      return result?.verified ? result.authenticationInfo.newCounter : undefined;
    },
  };
}

const descriptorOf = (passkey: PasskeyRow) => ({
  id: passkey.credential_id.toString('base64url'),
  type: 'public-key' as const,
  transports: passkey.transports,
});

const whole = ({ id }: { readonly id: string }) => ({
  id,
  rawId: id,
  type: 'public-key' as const,
  clientExtensionResults: {},
});

/** The library throws at whatever does not fit, as it must: to whoever asks it is all one. */
const refused = () => undefined;
