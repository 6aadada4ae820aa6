import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Made at the first start and kept: what the embedded parts and the services share among themselves. */
export interface Secrets {
  readonly serviceSecret: string;
  /** Private P-256 JWK as JSON. */
  readonly signingKey: string;
  /** What auth derives its keys from. */
  readonly authSecret: string;
  readonly postgresPassword: string;
  readonly stripeSecretKey: string;
  readonly stripePublishableKey: string;
  readonly stripeWebhookSecret: string;
}

export interface DataDir {
  readonly path: string;
  readonly secrets: Secrets;
  folder(name: string): string;
  release(): void;
}

/**
 * Claims a data directory for this process. The claim is a lock on a file, so it ends with the process, however that
 * ends.
 * @throws Error with one line that says what to do
 */
export function openDataDir(relative: string): DataDir {
  const path = resolve(relative);
  const folder = (name: string) => {
    const made = join(path, name);
    mkdirSync(made, { recursive: true, mode: 0o755 });
    return made;
  };
  let lock: DatabaseSync;
  try {
    mkdirSync(path, { recursive: true });
    lock = new DatabaseSync(join(path, 'lock.sqlite'), { timeout: 0 });
    lock.exec('pragma locking_mode = exclusive; begin exclusive');
  } catch (error) {
    if (/locked|busy/i.test(String(error))) {
      throw new Error(`Another Haat runs on ${path}. Stop it, or set HAAT_DATA_DIR to another folder.`);
    }
    throw new Error(`Haat cannot write to ${path}. Set HAAT_DATA_DIR to a folder that it may write to.`);
  }
  return { path, folder, secrets: loadSecrets(join(path, 'secrets.json')), release: () => lock.close() };
}

function loadSecrets(file: string): Secrets {
  const kept = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Partial<Secrets>) : {};
  const token = (bytes: number) => randomBytes(bytes).toString('base64url');
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const secrets: Secrets = {
    serviceSecret: token(32),
    authSecret: token(32),
    signingKey: JSON.stringify({ ...privateKey.export({ format: 'jwk' }), kid: token(8) }),
    postgresPassword: token(18),
    stripeSecretKey: `sk_test_${token(18)}`,
    stripePublishableKey: `pk_test_${token(18)}`,
    stripeWebhookSecret: `whsec_${token(24)}`,
    ...kept,
  };
  // A newer release may know of more than the one that made the file.
  if (Object.keys(secrets).length === Object.keys(kept).length) return secrets;
  // Whole or not at all: a half-written key would lock everybody out.
  writeFileSync(`${file}.new`, JSON.stringify(secrets, null, 2), { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return secrets;
}
