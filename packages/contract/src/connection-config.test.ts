import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeConnectionConfig, connectionConfigSchema, splitSecrets } from './connection-config.ts';
import { CONNECTION_TYPES } from './connection-types.ts';

const hostFields = { host: 'db', database: 'orders', user: 'reader' };
const postgresql = connectionConfigSchema('postgresql');

const problemsOf = (config: unknown): string[] =>
  (postgresql.safeParse(config).error?.issues ?? []).map(({ path, message }) =>
    `${path.join('.')} ${message}`.trim(),
  );

describe('a PostgreSQL config', () => {
  it('takes host fields and fills in their defaults', () => {
    expect(postgresql.parse(hostFields)).toEqual({ ...hostFields, port: 5432, ssl: false });
  });

  it('takes a URL alone, without the defaults of the host fields', () => {
    expect(postgresql.parse({ url: 'postgresql://db/orders' })).toEqual({ url: 'postgresql://db/orders' });
  });

  it('refuses a URL together with host fields', () => {
    expect(problemsOf({ ...hostFields, url: 'postgresql://db/orders' })).toEqual([
      'takes either host or url, not both',
    ]);
  });

  it('says what it needs when it is empty', () => {
    expect(problemsOf({})).toEqual(['needs host or url']);
  });

  it('names every missing host field at once', () => {
    expect(problemsOf({ host: 'db' })).toEqual(['database is required', 'user is required']);
  });

  it('drops fields it does not know', () => {
    expect(postgresql.parse({ ...hostFields, colour: 'red' })).not.toHaveProperty('colour');
  });

  it.each([0, 65_536, 1.5, '5432'])('refuses the port %j', (port) => {
    expect(postgresql.safeParse({ ...hostFields, port }).success).toBe(false);
  });
});

describe('a file config', () => {
  it('needs a path that is not empty', () => {
    const files = connectionConfigSchema('files');
    expect(files.parse({ path: 'data' })).toEqual({ path: 'data' });
    expect(files.safeParse({}).success).toBe(false);
    expect(files.safeParse({ path: '' }).success).toBe(false);
  });
});

describe('changing a config', () => {
  const stored = { ...hostFields, port: 5432, password: 'old' };

  it('keeps what is not named, secrets too', () => {
    expect(changeConnectionConfig('postgresql', stored, { host: 'replica' })).toEqual({
      ...stored,
      host: 'replica',
    });
  });

  it('removes a field that is set to null', () => {
    expect(changeConnectionConfig('postgresql', stored, { password: null })).not.toHaveProperty('password');
  });

  it('swaps host fields for a URL, so that the outcome is valid again', () => {
    const changed = changeConnectionConfig('postgresql', stored, { url: 'postgresql://db/orders' });
    expect(changed).toEqual({ url: 'postgresql://db/orders' });
    expect(postgresql.safeParse(changed).success).toBe(true);
  });
});

describe('secrets', () => {
  it('are told apart from what may be shown, and nothing is lost', () => {
    const types = fc.constantFrom(...CONNECTION_TYPES.map(({ type }) => type));
    fc.assert(
      fc.property(
        types,
        fc.dictionary(fc.constantFrom('host', 'path', 'password', 'url', 'user'), fc.string()),
        (type, config) => {
          const { visible, secret } = splitSecrets(type, config);
          expect({ ...visible, ...secret }).toEqual(config);
          const secretFields =
            CONNECTION_TYPES.find((entry) => entry.type === type)?.fields.filter((field) => field.secret) ??
            [];
          for (const { name } of secretFields) expect(visible).not.toHaveProperty(name);
        },
      ),
    );
  });
});

describe('the catalog', () => {
  it.each(CONNECTION_TYPES)('$type names each field once, and fills exactly one way in', ({ fields }) => {
    expect(new Set(fields.map(({ name }) => name)).size).toBe(fields.length);
    expect(fields.some(({ required }) => required)).toBe(true);
  });
});
