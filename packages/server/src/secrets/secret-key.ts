/** The keys that stored credentials are sealed with. */
import { createHash, randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface SecretKey {
  /** Short fingerprint, written beside everything that the key sealed. */
  readonly id: string;
  /** 32 bytes. */
  readonly bytes: Buffer;
}

/** The first key seals; the others only open what they sealed before a rotation. */
export type KeyRing = readonly [SecretKey, ...SecretKey[]];

/** The key is missing or unusable; the message names the remedy and never the key. */
export class SecretKeyError extends Error {
  override readonly name = 'SecretKeyError';
}

const KEY_BYTES = 32;
const KEY_FILE = 'secret.key';
const HOW_TO_MAKE_ONE = 'make one with: openssl rand -base64 32';

export interface SecretKeySource {
  /** Value of ASSAY_SECRET_KEY: keys of 32 bytes in base64 or hex, separated by commas. */
  readonly configured: string | null;
  /** Where the key is kept when none is configured. */
  readonly home: string;
  /** A store that several machines share needs a key that all of them know. */
  readonly storeIsShared: boolean;
}

/** Throws SecretKeyError. Without a configured key makes one at first use, readable by its owner only. */
export function loadKeyRing(source: SecretKeySource): KeyRing {
  if (source.configured !== null) {
    const [first, ...older] = source.configured.split(',').map((text) => parseKey(text, 'ASSAY_SECRET_KEY'));
    if (first) return [first, ...older];
  }
  if (source.storeIsShared) {
    throw new SecretKeyError(
      'ASSAY_SECRET_KEY must be set when ASSAY_DATABASE_URL is: every server on that store needs the same key, ' +
        `and a key kept on one machine would be lost with it. ${HOW_TO_MAKE_ONE}`,
    );
  }
  return [parseKey(readOrMakeKeyFile(source.home), `the file ${join(source.home, KEY_FILE)}`)];
}

/** Whether there is a key, so that `loadKeyRing` would not have to make one. */
export function hasKey({ configured, home }: SecretKeySource): boolean {
  return configured !== null || readIfThere(join(home, KEY_FILE)) !== null;
}

function parseKey(text: string, place: string): SecretKey {
  const trimmed = text.trim();
  const bytes = Buffer.from(trimmed, /^[0-9a-f]{64}$/i.test(trimmed) ? 'hex' : 'base64');
  if (bytes.length !== KEY_BYTES) {
    throw new SecretKeyError(`${place} must hold ${KEY_BYTES} bytes in base64 or hex; ${HOW_TO_MAKE_ONE}`);
  }
  return { id: createHash('sha256').update(bytes).digest('hex').slice(0, 8), bytes };
}

function readOrMakeKeyFile(home: string): string {
  const file = join(home, KEY_FILE);
  const existing = readIfThere(file);
  if (existing !== null) return existing;
  mkdirSync(home, { recursive: true });
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${randomBytes(KEY_BYTES).toString('base64')}\n`, { mode: 0o600, flush: true });
  try {
    // A link fails where a rename would overwrite the key that another process made a moment ago.
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  return readFileSync(file, 'utf8');
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new SecretKeyError(`The key file ${file} cannot be read; make it readable for this user.`, {
      cause: error,
    });
  }
}
