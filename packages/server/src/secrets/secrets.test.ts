import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { createApiToken, hashApiToken, sameHash } from './api-token.ts';
import { createSecretBox, SecretOpenError } from './secret-box.ts';
import { loadKeyRing, SecretKeyError } from './secret-key.ts';
import { resolveSecret } from './secret-reference.ts';

const folder = mkdtempSync(join(tmpdir(), 'assay-secrets-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const newKey = () => randomBytes(32).toString('base64');
const ringOf = (configured: string) => loadKeyRing({ configured, home: folder, storeIsShared: true });
const place = { ownerId: '0190b4c0-0000-7000-8000-000000000001', field: 'password' };

describe('a secret box', () => {
  const box = createSecretBox(ringOf(newKey()));

  it('opens what it sealed, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(box.open(box.seal(text, place), place)).toBe(text);
      }),
    );
  });

  it('seals the same text differently every time', () => {
    expect(box.seal('x', place)).not.toBe(box.seal('x', place));
  });

  it('refuses a text with any character changed', () => {
    const sealed = box.seal('correct horse', place);
    fc.assert(
      fc.property(fc.nat(sealed.length - 1), fc.constantFrom('A', 'b', '0', '_'), (at, other) => {
        // Unused bits of the last base64 character may differ without changing a byte.
        fc.pre(sealed[at] !== other && !['.', undefined].includes(sealed[at + 1]));
        const changed = sealed.slice(0, at) + other + sealed.slice(at + 1);
        expect(() => box.open(changed, place)).toThrow(SecretOpenError);
      }),
    );
  });

  it('refuses a text that was moved to another owner or field', () => {
    const sealed = box.seal('correct horse', place);
    expect(() => box.open(sealed, { ...place, field: 'private_key' })).toThrow(SecretOpenError);
    expect(() => box.open(sealed, { ...place, ownerId: 'other' })).toThrow(SecretOpenError);
  });

  it('opens texts of an older key after a rotation, and says that they are outdated', () => {
    const [older, newer] = [newKey(), newKey()];
    const sealed = createSecretBox(ringOf(older)).seal('s', place);
    const rotated = createSecretBox(ringOf(`${newer},${older}`));
    expect(rotated.open(sealed, place)).toBe('s');
    expect(rotated.isOutdated(sealed)).toBe(true);
    expect(rotated.isOutdated(rotated.seal('s', place))).toBe(false);
    expect(() => createSecretBox(ringOf(newer)).open(sealed, place)).toThrow(/ASSAY_SECRET_KEY/);
  });
});

describe('the key', () => {
  it('is made at first use, kept for later ones, and readable by its owner only', () => {
    const home = join(folder, 'home');
    const source = { configured: null, home, storeIsShared: false };
    const first = loadKeyRing(source);
    expect(loadKeyRing(source)[0].bytes).toEqual(first[0].bytes);
    expect(statSync(join(home, 'secret.key')).mode & 0o777).toBe(0o600);
  });

  it('must be configured for a shared store, and the refusal says how', () => {
    expect(() => loadKeyRing({ configured: null, home: folder, storeIsShared: true })).toThrow(
      /ASSAY_SECRET_KEY must be set.*openssl rand/,
    );
  });

  it('is taken in hex and base64 alike', () => {
    const bytes = randomBytes(32);
    expect(ringOf(bytes.toString('hex'))[0].id).toBe(ringOf(bytes.toString('base64'))[0].id);
  });

  it('is refused when it is too short, without being repeated', () => {
    expect(() => ringOf('aHVudGVyMg==')).toThrow(SecretKeyError);
    expect(() => ringOf('aHVudGVyMg==')).not.toThrow(/aHVudGVyMg/);
  });
});

describe('a secret by reference', () => {
  it('is read from the environment or a file at use', () => {
    const file = join(folder, 'password');
    writeFileSync(file, 'from a file\n');
    expect(resolveSecret('env:DB_PASSWORD', { DB_PASSWORD: 'from the environment' })).toBe(
      'from the environment',
    );
    expect(resolveSecret(`file:${file}`, {})).toBe('from a file');
    expect(resolveSecret('plain:text', {})).toBe('plain:text');
  });

  it('that leads nowhere is named', () => {
    expect(() => resolveSecret('env:DB_PASSWORD', {})).toThrow(/DB_PASSWORD is not set/);
    expect(() => resolveSecret('file:/no/such/file', {})).toThrow(/\/no\/such\/file cannot be read/);
    expect(() => resolveSecret('file:relative', {})).toThrow(/absolute/);
  });

  it('cannot carry the keys of Assay itself to a foreign server', () => {
    expect(() => resolveSecret('env:ASSAY_SECRET_KEY', { ASSAY_SECRET_KEY: 'k' })).toThrow(SecretOpenError);
  });
});

describe('an API token', () => {
  it('is recognisable, long, and never the same', () => {
    const { token, prefix } = createApiToken();
    expect(token).toMatch(/^assay_[\w-]{43}$/);
    expect(token.startsWith(prefix)).toBe(true);
    expect(prefix.length).toBeLessThan(token.length / 2);
    expect(createApiToken().token).not.toBe(token);
  });

  it('is found by its hash only', () => {
    const { token, hash } = createApiToken();
    expect(sameHash(hashApiToken(token), hash)).toBe(true);
    expect(sameHash(hashApiToken(`${token}x`), hash)).toBe(false);
    expect(sameHash('', hash)).toBe(false);
  });
});
