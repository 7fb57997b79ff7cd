import { describe, expect, it } from 'vitest';
import { OutwardSqlError, UnboundedSqlError } from './dialect-errors.ts';
import { duckdb } from './duckdb/index.ts';
import { userSql } from './expression.ts';
import { postgresql } from './postgresql/index.ts';
import { createRenderer } from './render.ts';

const rendered = (sql: string, dialect = postgresql) => createRenderer(dialect).expression(userSql(sql));

describe('SQL of a user', () => {
  it('is put in parentheses, without its last semicolon, and may end in a comment', () => {
    expect(rendered('a > 1 ; ')).toBe('(\na > 1\n)');
    expect(rendered('a > 1 -- mostly')).toBe('(\na > 1 -- mostly\n)');
  });

  it.each([
    ['pg_advisory_lock(1)'],
    ['PG_Try_Advisory_Xact_Lock_Shared (1)'],
    ['pg_catalog.pg_terminate_backend(pid)'],
    ['"pg_cancel_backend"(pid)'],
    ['"pg_cancel_backend" /* so */ -- or\n /* * so **/ (pid)'],
    ["dblink_exec('dbname=shop', 'DELETE FROM orders')"],
    ["lo_import('/etc/passwd')"],
    ["pg_read_file('/etc/passwd')"],
    ["set_config('statement_timeout', '0', false)"],
    ["query_to_xml('SELECT pg_switch_wal()', true, true, '')"],
    ["pg_create_physical_replication_slot('kept')"],
    ['U&"pg\\005Fadvisory_lock"(1)'],
  ])('must not call what does more than read: %s', (sql) => {
    expect(() => rendered(sql)).toThrow(OutwardSqlError);
  });

  it('says what it must not call, and why', () => {
    expect(() => rendered('id IN (SELECT pg_advisory_lock(7))')).toThrow(
      'Tests only read, so their SQL cannot call pg_advisory_lock: its lock stays with the session.',
    );
  });

  it.each([
    ["note = 'pg_terminate_backend'"],
    ['dblink = lo_put AND (a > 1)'],
    ['my_pg_switch_wal(1) > 0'],
    ["pg_typeof(a)::text = 'integer' AND pg_column_size(b) < 10"],
  ])('may use the same words for something else: %s', (sql) => {
    expect(rendered(sql)).toBe(`(\n${sql}\n)`);
  });

  it.each([['1=1) OR (1=1'], ["note = 'open"], ['1=1; SELECT 2'], ['1=1 /* not closed']])(
    'must not end what is around it: %s',
    (sql) => {
      expect(() => rendered(sql)).toThrow(UnboundedSqlError);
      expect(() => rendered(sql, duckdb)).toThrow(UnboundedSqlError);
    },
  );

  it('is looked through in time, whatever its comments are', () => {
    const sql = `pg_promote ${'/* '.repeat(20_000)} ${'/**'.repeat(20_000)} ${'--\n'.repeat(20_000)}`;
    expect(() => rendered(sql)).toThrow('a comment that is not closed');
  });

  it('is looked through only where functions can do such things', () => {
    expect(rendered('set_config(1)', duckdb)).toBe('(\nset_config(1)\n)');
  });
});
