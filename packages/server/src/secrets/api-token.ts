/** API tokens: random, shown once, kept as a hash. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** Lets scanners for leaked secrets recognise one. */
const PREFIX = 'assay_';
const TOKEN_BYTES = 32;
/** Enough to tell one's tokens apart, far too little to guess the rest. */
const SHOWN_LENGTH = PREFIX.length + 4;

export interface NewTokenSecret {
  /** What the caller is given, once. */
  readonly token: string;
  readonly hash: string;
  /** How it begins; may be shown. */
  readonly prefix: string;
}

export const createApiToken = (): NewTokenSecret =>
  describeToken(`${PREFIX}${randomBytes(TOKEN_BYTES).toString('base64url')}`);

/** Hash and prefix of a token that somebody else chose. */
export const describeToken = (token: string): NewTokenSecret => ({
  token,
  hash: hashApiToken(token),
  prefix: token.slice(0, Math.min(SHOWN_LENGTH, token.length / 2)),
});

/** SHA-256 in hex. A slow hash would protect guessable passwords; a random 256-bit value cannot be guessed. */
export const hashApiToken = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Compares two hashes in a time that does not depend on where they differ. */
export function sameHash(left: string, right: string): boolean {
  const a = Buffer.from(left);
  const b = Buffer.from(right);
  return a.length === b.length && timingSafeEqual(a, b);
}
