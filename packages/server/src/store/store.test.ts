import { uuidV7 } from '@assay/jobs';
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { json } from './json-column.ts';
import type { Store } from './store.ts';
import {
  isCheckViolation,
  isForeignKeyViolation,
  isUniqueViolation,
  StoreMisuseError,
} from './store-error.ts';
import { describeStores } from './testing/store-for-test.ts';

const newProject = (code: string) => ({ id: uuidV7(), code, name: code });

describeStores('a store', (openTestStore) => {
  let store: Store;
  beforeAll(async () => {
    store = await openTestStore();
  });

  const one = async (expression: string) => {
    const [row] = await store.jobs.query<{ value: unknown }>(`SELECT ${expression} AS value`);
    return row?.value;
  };

  describe('reads values', () => {
    it.each([
      ['int8, small, as a number', '9007199254740991::int8', 9007199254740991],
      ['int8, large, as text', '9007199254740993::int8', '9007199254740993'],
      ['int4 as a number', '42', 42],
      ['numeric as text', '1234567890.0123456789::numeric', '1234567890.0123456789'],
      ['double precision as a number', '0.1::float8', 0.1],
      ['boolean', 'true', true],
      ['date as text', "date '0001-01-01'", '0001-01-01'],
      [
        'timestamptz as a Date',
        "timestamptz '2026-11-23 12:00:00.123456+02'",
        new Date('2026-11-23T10:00:00.123Z'),
      ],
      ['jsonb parsed', `'{"a":[1,null,"x"]}'::jsonb`, { a: [1, null, 'x'] }],
      [
        'uuid as text',
        "'0190B4C0-0000-7000-8000-00000000000A'::uuid",
        '0190b4c0-0000-7000-8000-00000000000a',
      ],
      ['text arrays', `ARRAY['a,b', 'c"d', NULL, '']`, ['a,b', 'c"d', null, '']],
      ['NULL', 'NULL::text', null],
    ])('%s', async (_name, expression, expected) => {
      expect(await one(expression)).toEqual(expected);
    });
  });

  describe('takes parameters', () => {
    it.each([
      ['text with quotes', 'text', `it's "quoted" \\ and {braced}`],
      ['text arrays', 'text[]', ['plain', 'with,comma', 'with "quotes" and \\', null, '', 'NULL']],
      ['empty arrays', 'text[]', []],
      ['numbers', 'double precision', 1.5],
      ['booleans', 'boolean', false],
      ['times', 'timestamptz', new Date('2026-02-28T23:59:59.999Z')],
      ['NULL', 'integer', null],
    ])('%s', async (_name, type, value) => {
      const [row] = await store.jobs.query<{ value: unknown }>(`SELECT $1::${type} AS value`, [value]);
      expect(row?.value).toEqual(value);
    });

    it('as JSON, also lists and what PostgreSQL cannot hold', async () => {
      const [row] = await store.jobs.query<{ value: unknown }>('SELECT $1::text::jsonb AS value', [
        json(['a\u0000b', 'lone \ud800', { deep: 'x\u0000' }]),
      ]);
      expect(row?.value).toEqual(['a\u2400b', 'lone \ufffd', { deep: 'x\u2400' }]);
    });

    it('with a NUL character in text, shown as its symbol', async () => {
      const [row] = await store.jobs.query<{ value: unknown }>('SELECT $1::text AS value', ['a\u0000b']);
      expect(row?.value).toBe('a\u2400b');
    });
  });

  describe('names what a statement violated', () => {
    it('a unique constraint', async () => {
      await store.db.insertInto('project').values(newProject('twice')).execute();
      const error = await store.db
        .insertInto('project')
        .values(newProject('twice'))
        .execute()
        .catch((caught: unknown) => caught);
      expect(isUniqueViolation(error, 'project_code_key')).toBe(true);
      expect(isUniqueViolation(error, 'another_key')).toBe(false);
      expect(isForeignKeyViolation(error)).toBe(false);
    });

    it('a foreign key', async () => {
      const values = { id: uuidV7(), project_id: uuidV7(), name: 'n', type: 'files', config: json({}) };
      const error = await store.db
        .insertInto('connection')
        .values(values)
        .execute()
        .catch((caught: unknown) => caught);
      expect(isForeignKeyViolation(error, 'connection_project_id_fkey')).toBe(true);
    });

    it('a check', async () => {
      const error = await store.db
        .insertInto('project')
        .values({ ...newProject('kept-for-0-days'), retention_days: 0 })
        .execute()
        .catch((caught: unknown) => caught);
      expect(isCheckViolation(error)).toBe(true);
    });

    it('and stays usable afterwards', async () => {
      await expect(store.jobs.query('SELECT 1/0')).rejects.toThrow(/division by zero/);
      expect(await one('1')).toBe(1);
    });
  });

  describe('in a transaction', () => {
    it('keeps everything or nothing', async () => {
      await expect(
        store.transaction(async (tx) => {
          await tx.db.insertInto('project').values(newProject('half')).execute();
          await tx.query('INSERT INTO project (id, code, name) VALUES ($1, $2, $2)', [uuidV7(), 'half']);
        }),
      ).rejects.toSatisfy((error) => isUniqueViolation(error, 'project_code_key'));
      const rows = await store.db.selectFrom('project').select('id').where('code', '=', 'half').execute();
      expect(rows).toEqual([]);
    });

    it('does not pretend to commit after a statement failed and was ignored', async () => {
      const ignoring = store.transaction(async (tx) => {
        await tx.query('SELECT 1/0').catch(() => undefined);
      });
      await expect(ignoring).rejects.toThrow(/rolled back/);
    });

    it('refuses the store itself, which would wait for ever on one of the two kinds', async () => {
      const misuses: readonly ((inside: Store) => Promise<unknown>)[] = [
        (s) => s.db.selectFrom('project').selectAll().execute(),
        (s) => s.jobs.query('SELECT 1'),
        (s) => s.transaction(async () => undefined),
        (s) => s.ping(),
      ];
      for (const misuse of misuses) {
        await expect(store.transaction(() => misuse(store))).rejects.toBeInstanceOf(StoreMisuseError);
      }
    });

    it('frees what was started inside once it has ended', async () => {
      const later = Promise.withResolvers<unknown>();
      await store.transaction(async () => {
        setTimeout(() => store.ping().then(later.resolve, later.reject), 50);
      });
      await expect(later.promise).resolves.toBeUndefined();
    });

    it('can only be begun where the guard sees it', async () => {
      await expect(store.db.transaction().execute(async () => undefined)).rejects.toBeInstanceOf(
        StoreMisuseError,
      );
    });

    it('takes turns with others', async () => {
      await store.db.insertInto('project').values(newProject('counter')).execute();
      const increments = Array.from({ length: 20 }, () =>
        store.transaction(async (tx) => {
          const { name } = await tx.db
            .selectFrom('project')
            .select('name')
            .where('code', '=', 'counter')
            .forUpdate()
            .executeTakeFirstOrThrow();
          const next = String((Number(name) || 0) + 1);
          await tx.db.updateTable('project').set({ name: next }).where('code', '=', 'counter').execute();
        }),
      );
      await Promise.all(increments);
      const { name } = await store.db
        .selectFrom('project')
        .select('name')
        .where('code', '=', 'counter')
        .executeTakeFirstOrThrow();
      expect(name).toBe('20');
    });
  });

  it('passes notifications on, at the commit that they belong to', async () => {
    const heard: string[] = [];
    const arrived = Promise.withResolvers<void>();
    const stop = await store.listen('Mixed "Case"', (payload) => {
      heard.push(payload);
      arrived.resolve();
    });
    await store
      .transaction(async (tx) => {
        await tx.query(`SELECT pg_notify($1, 'rolled back')`, ['Mixed "Case"']);
        throw new Error('no');
      })
      .catch(() => undefined);
    await store.transaction((tx) => tx.query(`SELECT pg_notify($1, 'committed')`, ['Mixed "Case"']));
    await arrived.promise;
    await stop();
    expect(heard).toEqual(['committed']);
  });

  it('counts the rows that a statement wrote', async () => {
    await store.db
      .insertInto('project')
      .values([newProject('a1'), newProject('a2')])
      .execute();
    const changed = await store.db
      .updateTable('project')
      .set({ name: 'changed' })
      .where('code', 'in', ['a1', 'a2'])
      .executeTakeFirst();
    expect(changed.numUpdatedRows).toBe(2n);
  });

  it('deletes a project with all that belongs to it, but no connection that is in use', async () => {
    const project = newProject('whole');
    const connection = { id: uuidV7(), project_id: project.id, name: 'c', type: 'files', config: json({}) };
    const group = {
      id: uuidV7(),
      project_id: project.id,
      connection_id: connection.id,
      name: 'g',
      schema_name: 'main',
      tables: ['a', 'b'],
      id_column_mask: '%_id',
      surrogate_key_column_mask: '%_sk',
    };
    const suite = { id: uuidV7(), project_id: project.id, table_group_id: group.id, name: 's' };
    await store.db.insertInto('project').values(project).execute();
    await store.db.insertInto('connection').values(connection).execute();
    await store.db.insertInto('table_group').values(group).execute();
    await store.db.insertInto('test_suite').values(suite).execute();
    const removing = store.db.deleteFrom('connection').where('id', '=', connection.id).execute();
    await expect(removing).rejects.toSatisfy((error) =>
      isForeignKeyViolation(error, 'table_group_connection_fkey'),
    );
    await store.db.deleteFrom('project').where('id', '=', project.id).execute();
    const left = await sql<{ n: number }>`
      SELECT (SELECT count(*) FROM connection WHERE project_id = ${project.id})
           + (SELECT count(*) FROM table_group WHERE project_id = ${project.id})
           + (SELECT count(*) FROM test_suite WHERE project_id = ${project.id}) AS n`.execute(store.db);
    expect(left.rows).toEqual([{ n: 0 }]);
  });
});
