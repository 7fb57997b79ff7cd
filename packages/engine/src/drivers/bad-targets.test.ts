/** What users get wrong, and what they are told. */
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import {
  createPostgresDatabase,
  describePostgres,
  type PostgresDatabase,
  ROLES_WITH_PASSWORD,
} from '@assay/test-support';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { profileAll, testOptions } from '../conformance/live-engines.ts';
import { openTarget, type Target, type TargetConfig } from '../index.ts';

const RUN_AT = '2025-07-01T00:00:00Z';

describe('files', () => {
  let home: Awaited<ReturnType<typeof testOptions>>;
  const opened: Target[] = [];
  beforeEach(async () => {
    home = await testOptions();
  });
  afterEach(async () => {
    for (const target of opened.splice(0)) await target.close();
    await home.remove();
  });
  const write = (name: string, content: string | Buffer) => writeFile(join(home.files, name), content);
  const open = async (path: string) => {
    const target = await openTarget({ type: 'files', path }, home.options);
    opened.push(target);
    return target;
  };
  const describeAll = async () => {
    const relations = await (await open(home.files)).describe('main', null);
    return new Map(relations.map((relation) => [relation.table, relation]));
  };

  it('a missing folder is not found, and the message names it', async () => {
    await expect(open(join(home.files, 'nowhere'))).rejects.toMatchObject({
      kind: 'not_found',
      message: expect.stringContaining('nowhere does not exist'),
    });
  });

  it.each(['/etc', '/etc/passwd', '/nowhere/at/all', '/etc/*.csv'])(
    '%s lies outside the roots and is refused',
    async (path) => {
      await expect(open(path)).rejects.toMatchObject({
        kind: 'refused',
        message: expect.stringContaining('outside the folders'),
      });
    },
  );

  it('.. is refused before anything is looked at', async () => {
    await expect(open(join(home.files, 'x').concat('/../../y'))).rejects.toMatchObject({ kind: 'refused' });
  });

  it('a link that leads out of the roots makes an unreadable table, and no way in', async () => {
    await write('good.csv', 'a\n1\n');
    await writeFile(join(home.files, '../secret.csv'), 'password\nhunter2\n');
    await symlink(join(home.files, '../secret.csv'), join(home.files, 'link.csv'));
    const target = await open(home.files);
    const [good, link] = await target.describe('main', ['good', 'link']);
    expect(good?.unreadable).toBeNull();
    expect(link?.unreadable).toContain('outside the folders');
    const sql = `SELECT * FROM read_csv('${join(home.files, 'link.csv')}')`;
    await expect(target.query({ sql, values: [] })).rejects.toMatchObject({ kind: 'refused' });
  });

  it.each([
    ["SELECT * FROM read_text('/etc/passwd')", 'refused'],
    ["COPY (SELECT 1) TO '/tmp/assay-escape.csv'", 'refused'],
    ['SET enable_external_access = true', 'bad_sql'],
    ['SELECT 1; SELECT 2', 'bad_sql'],
    ["ATTACH '/tmp/assay-escape.db'", 'bad_sql'],
  ])('%s is refused', async (sql, kind) => {
    await write('good.csv', 'a\n1\n');
    await expect((await open(home.files)).query({ sql, values: [] })).rejects.toMatchObject({ kind });
  });

  it('a broken file is an unreadable table that names the file and the line; its neighbours are profiled', async () => {
    for (let n = 0; n < 9; n++) await write(`good_${n}.csv`, 'id,name\n1,a\n2,b\n');
    await write('ragged.csv', 'id,name\n1,a\n2,b,c\n');
    const target = await open(home.files);
    const measured = await profileAll(
      { target, options: home.options, close: async () => {} },
      await target.describe('main', null),
      'in_place',
      RUN_AT,
    );
    const errors = [...measured.values()].filter(({ error }) => error !== null);
    expect(errors.map(({ table }) => table)).toEqual(['ragged']);
    expect(errors[0]?.error).toContain('ragged.csv');
    expect(errors[0]?.error).toContain('Line: 3');
    // The line itself may hold what a reader of errors may not see.
    expect(errors[0]?.error).not.toContain('2,b,c');
    expect([...measured.values()].filter(({ recordCount }) => recordCount === 2)).toHaveLength(9);
  });

  it('corrupt, empty, cut and mixed files say what is wrong with them', async () => {
    await write('corrupt.parquet', 'PAR1 this is no parquet file PAR1');
    await write('empty.csv', '');
    await write('half.csv.gz', gzipSync('a,b\n'.repeat(1000)).subarray(0, 20));
    await write('notjson.json', '{"a": 1');
    await mkdir(join(home.files, 'mixed'));
    await write('mixed/a.csv', 'a\n1\n');
    await write('mixed/b.json', '{"a":1}');
    await mkdir(join(home.files, 'unlike'));
    await write('unlike/a.csv', 'a,b\n1,2\n');
    await write('unlike/b.csv', 'a,c\n1,2\n');
    const tables = await describeAll();
    expect(tables.get('corrupt')?.unreadable).toContain('corrupt.parquet');
    expect(tables.get('empty')?.unreadable).toContain('empty.csv is empty');
    expect(tables.get('half')?.unreadable).toContain('half.csv.gz');
    expect(tables.get('notjson')?.unreadable).toContain('notjson.json');
    expect(tables.get('mixed')?.unreadable).toContain('several formats');
    expect(tables.get('unlike')?.unreadable).toContain('other columns');
  });
});

describe('DuckDB files', () => {
  it('a schema of the same name as the file is no obstacle, and nothing can be written', async () => {
    const home = await testOptions();
    const path = join(home.files, 'sales.duckdb');
    const instance = await DuckDBInstance.create(path);
    const connection = await instance.connect();
    await connection.run('CREATE SCHEMA sales.sales');
    await connection.run('CREATE TABLE sales.sales.orders AS SELECT 1 AS id');
    connection.closeSync();
    instance.closeSync();
    const target = await openTarget({ type: 'duckdb', path }, home.options);
    try {
      expect(await target.schemas()).toEqual(['main', 'sales']);
      expect(await target.query({ sql: 'SELECT id FROM sales.orders', values: [] })).toEqual([{ id: 1 }]);
      const insert = { sql: 'INSERT INTO sales.orders VALUES (2)', values: [] };
      await expect(target.query(insert)).rejects.toMatchObject({ kind: 'bad_sql' });
    } finally {
      await target.close();
      await home.remove();
    }
  });

  it('a file that is no database is unreadable', async () => {
    const home = await testOptions();
    const path = join(home.files, 'not.duckdb');
    await writeFile(path, 'hello');
    await expect(openTarget({ type: 'duckdb', path }, home.options)).rejects.toMatchObject({
      kind: 'unreadable',
      message: expect.stringContaining('not.duckdb'),
    });
    await home.remove();
  });
});

describePostgres('PostgreSQL', () => {
  let database: PostgresDatabase;
  let home: Awaited<ReturnType<typeof testOptions>>;
  beforeAll(async () => {
    database = await createPostgresDatabase();
    home = await testOptions();
  });
  afterAll(async () => {
    await database.drop();
    await home.remove();
  });
  const config = (changes: Partial<Record<'host' | 'port' | 'database' | 'user' | 'password', unknown>>) =>
    ({
      type: 'postgresql',
      host: database.host,
      port: database.port,
      database: database.database,
      user: database.user,
      ...changes,
    }) as TargetConfig;
  const ping = async (target: TargetConfig) => {
    const opened = await openTarget(target, home.options);
    try {
      return await opened.ping();
    } finally {
      await opened.close();
    }
  };

  it('a refused connection names host and port', async () => {
    const message = expect.stringContaining('127.0.0.1:1');
    await expect(ping(config({ port: 1 }))).rejects.toMatchObject({ kind: 'unreachable', message });
  });
  it('an unknown host is named', async () => {
    const message = expect.stringContaining('no-such-host.invalid');
    await expect(ping(config({ host: 'no-such-host.invalid' }))).rejects.toMatchObject({
      kind: 'unreachable',
      message,
    });
  });
  it('an unknown database is named', async () => {
    const message = expect.stringContaining('no database "nope"');
    await expect(ping(config({ database: 'nope' }))).rejects.toMatchObject({ kind: 'not_found', message });
  });
  it('a wrong password is refused with server and user, and the right one is not', async () => {
    const user = 'careful_reader';
    await database.query(`CREATE ROLE ${user} LOGIN PASSWORD 'correct horse' IN ROLE ${ROLES_WITH_PASSWORD}`);
    try {
      await expect(ping(config({ user, password: 'hunter2' }))).rejects.toMatchObject({
        kind: 'refused',
        message: expect.stringMatching(
          new RegExp(`127\\.0\\.0\\.1:\\d+ refused the user "${user}": wrong password`),
        ),
      });
      expect(await ping(config({ user, password: 'correct horse' }))).toMatchObject({
        serverVersion: expect.any(String),
      });
    } finally {
      await database.query(`DROP ROLE ${user}`);
    }
  });
  it('an unknown user is named, and no message holds the password', async () => {
    const refused = ping(config({ user: 'nobody', password: 'hunter2' }));
    await expect(refused).rejects.toMatchObject({
      kind: 'refused',
      message: expect.stringContaining('"nobody"'),
    });
    await refused.catch((error: Error) => expect(error.message).not.toContain('hunter2'));
  });
  it('a url of another kind is refused without repeating it', async () => {
    const refused = openTarget({ type: 'postgresql', url: 'mysql://root:hunter2@db/x' }, home.options);
    await expect(refused).rejects.toMatchObject({ kind: 'refused' });
    await refused.catch((error: Error) => expect(error.message).not.toContain('hunter2'));
  });

  it('a table without SELECT is unreadable with the GRANT to run, and the others are profiled', async () => {
    await database.query('CREATE SCHEMA rights');
    await database.query('CREATE TABLE rights.open_table AS SELECT 1 AS id');
    await database.query('CREATE TABLE rights.closed_table AS SELECT 1 AS id');
    const reader = `reader_${process.pid}_${Date.now()}`;
    await database.query(`CREATE ROLE ${reader} LOGIN`);
    await database.query(`GRANT USAGE ON SCHEMA rights TO ${reader}`);
    await database.query(`GRANT SELECT ON rights.open_table TO ${reader}`);
    const target = await openTarget(config({ user: reader }), home.options);
    try {
      const relations = await target.describe('rights', null);
      const measured = await profileAll(
        { target, options: home.options, close: async () => {} },
        relations,
        'pull',
        RUN_AT,
      );
      expect(measured.get('open_table')).toMatchObject({ error: null, recordCount: 1 });
      expect(measured.get('closed_table')?.error).toContain(
        `GRANT SELECT ON "rights"."closed_table" TO "${reader}"`,
      );
    } finally {
      await target.close();
      await database.query(`DROP OWNED BY ${reader}`);
      await database.query(`DROP ROLE ${reader}`);
    }
  });

  it.each(['pull', 'push'] as const)(
    'a table that vanishes before it is read (%s) has an error; the others go on',
    async (strategy) => {
      await database.query('CREATE TABLE stays AS SELECT 1 AS id');
      await database.query('CREATE TABLE vanishes AS SELECT 1 AS id');
      const target = await openTarget({ type: 'postgresql', url: database.url }, home.options);
      try {
        const relations = await target.describe('public', ['stays', 'vanishes']);
        await database.query('DROP TABLE vanishes');
        const measured = await profileAll(
          { target, options: home.options, close: async () => {} },
          relations,
          strategy,
          RUN_AT,
        );
        expect(measured.get('stays')).toMatchObject({ error: null, recordCount: 1 });
        expect(measured.get('vanishes')).toMatchObject({
          recordCount: null,
          error: expect.stringContaining('public.vanishes'),
        });
      } finally {
        await target.close();
        await database.query('DROP TABLE stays');
      }
    },
  );

  it.each([
    'CREATE TABLE written (a int)',
    'SELECT 1; SELECT 2',
    "SELECT set_config('transaction_read_only', 'off', false)",
  ])('%s is refused', async (sql) => {
    const target = await openTarget({ type: 'postgresql', url: database.url }, home.options);
    try {
      await expect(target.query({ sql, values: [] })).rejects.toMatchObject({ name: 'TargetError' });
    } finally {
      await target.close();
    }
  });

  it('a setting that a statement makes is gone with it', async () => {
    const target = await openTarget(
      { type: 'postgresql', url: database.url },
      { ...home.options, maxConnections: 1 },
    );
    try {
      const loosen = "SELECT set_config('default_transaction_read_only', 'off', false)";
      await target.query({ sql: loosen, values: [] });
      const show = "SELECT current_setting('default_transaction_read_only') AS setting";
      expect(await target.query({ sql: show, values: [] })).toEqual([{ setting: 'on' }]);
    } finally {
      await target.close();
    }
  });
});
