import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import type {
  PasskeyAssertion,
  PasskeyAttestation,
  PasskeyCreation,
  PasskeyRequest,
} from '@haat/contracts/http/factors.ts';
import { isoCBOR } from '@simplewebauthn/server/helpers';

/** What a browser and a device do when they are asked for a passkey, with everything in it to be had wrong. */
export interface TestAuthenticator {
  readonly credentialId: string;
  create(asked: PasskeyCreation, faults?: Faults): PasskeyAttestation;
  get(asked: PasskeyRequest, faults?: Faults): PasskeyAssertion;
}

export interface Faults {
  readonly origin?: string;
  readonly rpId?: string;
  readonly challenge?: string;
  readonly type?: string;
  readonly isUserVerified?: boolean;
  readonly counter?: number;
  readonly userHandle?: string;
  /** Signs with a key of somebody else's. */
  readonly isForged?: boolean;
}

const FLAG = { userPresent: 0x01, userVerified: 0x04, backupEligible: 0x08, backedUp: 0x10, attested: 0x40 };
const ORIGIN = 'http://localhost:8080';

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest();
const newKey = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });

/** One device with one key. @param options.isSynced the key can be on others, too */
export function createTestAuthenticator(options: { readonly isSynced?: boolean } = {}): TestAuthenticator {
  const { privateKey, publicKey } = newKey();
  const id = randomBytes(32);
  let counter = 0;
  let userHandle = '';

  const authenticatorData = (rpId: string, faults: Faults, attested: Buffer = Buffer.alloc(0)) => {
    counter += 1;
    const flags =
      FLAG.userPresent |
      (faults.isUserVerified === false ? 0 : FLAG.userVerified) |
      (options.isSynced ? FLAG.backupEligible | FLAG.backedUp : 0) |
      (attested.length > 0 ? FLAG.attested : 0);
    const count = Buffer.alloc(4);
    // Keys that are on several devices do not count.
    count.writeUInt32BE(faults.counter ?? (options.isSynced ? 0 : counter));
    return Buffer.concat([sha256(faults.rpId ?? rpId), Buffer.of(flags), count, attested]);
  };
  const clientData = (type: string, challenge: string, faults: Faults) =>
    Buffer.from(
      JSON.stringify({
        type: faults.type ?? type,
        challenge: faults.challenge ?? challenge,
        origin: faults.origin ?? ORIGIN,
        crossOrigin: false,
      }),
    );

  return {
    credentialId: id.toString('base64url'),
    create(asked, faults = {}) {
      userHandle = asked.user.id;
      const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
      // COSE: an EC2 key for ES256 on P-256.
      const coseKey = new Map<number, number | Uint8Array>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, bytes(x)],
        [-3, bytes(y)],
      ]);
      const length = Buffer.alloc(2);
      length.writeUInt16BE(id.length);
      const attested = Buffer.concat([Buffer.alloc(16), length, id, isoCBOR.encode(coseKey)]);
      const attestationObject = isoCBOR.encode(
        new Map<string, unknown>([
          ['fmt', 'none'],
          ['attStmt', new Map()],
          ['authData', new Uint8Array(authenticatorData(asked.rp.id, faults, attested))],
        ]) as never,
      );
      return {
        id: id.toString('base64url'),
        response: {
          clientDataJSON: clientData('webauthn.create', asked.challenge, faults).toString('base64url'),
          attestationObject: Buffer.from(attestationObject).toString('base64url'),
          transports: ['internal'],
        },
      };
    },
    get(asked, faults = {}) {
      const data = authenticatorData(asked.rpId, faults);
      const client = clientData('webauthn.get', asked.challenge, faults);
      const key = faults.isForged ? newKey().privateKey : privateKey;
      return {
        id: id.toString('base64url'),
        response: {
          clientDataJSON: client.toString('base64url'),
          authenticatorData: data.toString('base64url'),
          signature: sign('sha256', Buffer.concat([data, sha256(client)]), key).toString('base64url'),
          ...(userHandle ? { userHandle: faults.userHandle ?? userHandle } : {}),
        },
      };
    },
  };
}

const bytes = (base64url: string) => new Uint8Array(Buffer.from(base64url, 'base64url'));
