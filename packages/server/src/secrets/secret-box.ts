/** Seals credentials for the store: AES-256-GCM, bound to the place they belong to. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { KeyRing, SecretKey } from './secret-key.ts';

/** A sealed text opens only where it was sealed for: copied to another owner or field it does not. */
export interface SecretPlace {
  /** Id of the connection, notification ... that it is a secret of. */
  readonly ownerId: string;
  readonly field: string;
}

export interface SecretBox {
  /** Sealed text: `v1.KEYID.NONCE.TAG.CIPHERTEXT`, the last three base64url. Different at every call. */
  seal(plain: string, place: SecretPlace): string;
  /** Throws SecretOpenError. */
  open(sealed: string, place: SecretPlace): string;
  /** Whether the text was sealed with another key than new ones are, so that a rotation should seal it again. */
  isOutdated(sealed: string): boolean;
}

/** The text was changed, belongs elsewhere, or its key is gone; the message names the remedy, never the secret. */
export class SecretOpenError extends Error {
  override readonly name = 'SecretOpenError';
  /** Safe to show to a user. */
  readonly userMessage: string;
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.userMessage = message;
  }
}

const VERSION = 'v1';
const ALGORITHM = 'aes-256-gcm';
/** 96 bits, as NIST SP 800-38D recommends for GCM. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export function createSecretBox(keys: KeyRing): SecretBox {
  const [current] = keys;
  return {
    seal: (plain, place) => seal(plain, place, current),
    open(sealed, place) {
      const [version, keyId, nonce, tag, ciphertext] = sealed.split('.');
      if (version !== VERSION || nonce === undefined || tag === undefined || ciphertext === undefined) {
        throw new SecretOpenError('A stored credential has an unknown format; enter it again.');
      }
      const key = keys.find(({ id }) => id === keyId);
      if (!key) {
        throw new SecretOpenError(
          `A stored credential was sealed with key ${keyId}, which this server does not have: ` +
            'add that key to ASSAY_SECRET_KEY, or enter the credential again.',
        );
      }
      return unseal({ nonce, tag, ciphertext }, place, key);
    },
    isOutdated: (sealed) => sealed.split('.')[1] !== current.id,
  };
}

function seal(plain: string, place: SecretPlace, key: SecretKey): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, key.bytes, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(boundTo(place, key));
  const ciphertext = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  const parts = [nonce, cipher.getAuthTag(), ciphertext].map((part) => part.toString('base64url'));
  return [VERSION, key.id, ...parts].join('.');
}

function unseal(
  parts: { readonly nonce: string; readonly tag: string; readonly ciphertext: string },
  place: SecretPlace,
  key: SecretKey,
): string {
  try {
    const nonce = Buffer.from(parts.nonce, 'base64url');
    const decipher = createDecipheriv(ALGORITHM, key.bytes, nonce, { authTagLength: TAG_BYTES });
    decipher.setAAD(boundTo(place, key));
    decipher.setAuthTag(Buffer.from(parts.tag, 'base64url'));
    return decipher.update(parts.ciphertext, 'base64url', 'utf8') + decipher.final('utf8');
  } catch (cause) {
    throw new SecretOpenError('A stored credential was changed outside Assay; enter it again.', { cause });
  }
}

/** JSON keeps the parts apart whatever they contain. */
const boundTo = (place: SecretPlace, key: SecretKey): Buffer =>
  Buffer.from(JSON.stringify([VERSION, key.id, place.ownerId, place.field]));
