import { createPostgresDatabase, postgresAvailable } from '@assay/test-support';
import { describe, expect, it } from 'vitest';
import * as e from '../expression.ts';
import { createRenderer } from '../render.ts';
import { postgresql } from './index.ts';

describe.runIf(postgresAvailable())('a column with a collation of its own', () => {
  it('is searched, compared and folded as any other', async () => {
    const database = await createPostgresDatabase();
    try {
      await database.query(`
        CREATE COLLATION turkish (provider = icu, locale = 'tr-TR');
        CREATE COLLATION ignore_case (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
        CREATE TABLE t (turkish text COLLATE turkish, ignore_case text COLLATE ignore_case);
        INSERT INTO t VALUES ('INFO title', 'INFO title')`);
      for (const name of ['turkish', 'ignore_case']) {
        const x = e.column<'text'>(name, 'text');
        const asked = [
          [e.lower(x), 'info title'],
          [e.upper(x), 'INFO TITLE'],
          [e.contains(x, 'info'), false],
          [e.startsWith(x, 'INFO'), true],
          [e.matches(x, '^[A-Z]+ [a-z]+$'), true],
          [e.replaceText(x, 'title', 't'), 'INFO t'],
          [e.less(x, e.text('a')), true],
          [e.less(x, e.text('INFO title')), false],
          [e.shape(x), 'AAAA aaaaa'],
        ] as const;
        for (const [expression, answer] of asked) {
          const renderer = createRenderer(postgresql);
          const { sql } = renderer.statement(`SELECT ${renderer.expression(expression)} AS answer FROM t`);
          expect(await database.query(sql)).toEqual([{ answer }]);
        }
      }
    } finally {
      await database.drop();
    }
  });
});
