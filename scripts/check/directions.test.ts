import { describe, expect, it } from 'vitest';
import { findDatabaseNames, findImportProblems, findManifestProblems } from './directions.ts';
import { importsOf, withoutComments } from './imports.ts';
import type { Room } from './source-files.ts';

const room: Room = {
  name: 'checks',
  folder: 'packages/checks',
  dependencies: new Set(['@assay/dialects', '@assay/server', 'zod']),
  devDependencies: new Set(['@assay/test-support']),
};
const file = (source: string, test = false) => ({
  path: `packages/checks/src/hygiene-types/some${test ? '.test' : ''}.ts`,
  source,
  test,
});
const problemsOf = (source: string, test = false) =>
  findImportProblems(file(source, test), room, new Set(['vitest'])).map((line) =>
    line.replace(/^[^ ]+ /, ''),
  );

describe('import directions', () => {
  it('let a room import what it declares and may have', () => {
    expect(
      problemsOf(`import type { A } from '@assay/dialects';
        import {
          b,
        } from 'zod';
        import { join } from 'node:path';
        export * from '../score.ts';`),
    ).toEqual([]);
  });

  it('refuse a room that the table does not allow, though it is declared', () => {
    expect(problemsOf(`import { start } from '@assay/server';`)).toEqual([
      'checks may not import server (scripts/check/direction-rules.ts)',
    ]);
  });

  it('refuse a package that is not declared, deep and dynamic imports too', () => {
    expect(problemsOf(`const pg = await import('pg/lib/client');`)).toHaveLength(1);
  });

  it('refuse a path that leaves the room', () => {
    expect(problemsOf(`import { x } from '../../../engine/src/index.ts';`)[0]).toContain('leaves the room');
  });

  it('let tests use what is there for tests, and only tests', () => {
    const source = `import { it } from 'vitest'; import { duckdbForFile } from '@assay/test-support';`;
    expect(problemsOf(source, true)).toEqual([]);
    expect(problemsOf(source)).toHaveLength(2);
  });

  it('name the line', () => {
    expect(findImportProblems(file(`\n\nimport 'nowhere';`), room, new Set())[0]).toMatch(/some\.ts:3: /);
  });

  it('hold for the manifest itself', () => {
    expect(findManifestProblems(room)).toEqual([
      'packages/checks/package.json: checks may not depend on @assay/server',
    ]);
  });
});

describe('importsOf', () => {
  it('sees no import in comments', () => {
    expect(importsOf(`// import 'a';\n/* import 'b'; */\nimport 'c';`)).toEqual([
      { specifier: 'c', line: 3 },
    ]);
  });
});

describe('withoutComments', () => {
  it('keeps strings that look like comments, and every line in its place', () => {
    const source = `const url = 'https://example.org'; // postgres\n/* two\nlines */ const x = 1;`;
    const blanked = withoutComments(source);
    expect(blanked).toContain(`'https://example.org'`);
    expect(blanked).not.toContain('postgres');
    expect(blanked.split('\n')).toHaveLength(3);
    expect(blanked).toHaveLength(source.length);
  });
});

describe('database names', () => {
  it('are found in code, in any case and inside words, and not in comments', () => {
    const source = `// as in PostgreSQL\nconst kind = 'PostgreSQL';\nopenDuckDb();`;
    expect(findDatabaseNames(file(source))).toEqual([
      expect.stringContaining('some.ts:2: names a database (PostgreSQL)'),
      expect.stringContaining('some.ts:3: names a database (DuckDb)'),
    ]);
  });
});
