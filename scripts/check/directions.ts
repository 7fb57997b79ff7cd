/** Rules about one source file, without reading anything: findings are sentences with the place in front. */
import { posix } from 'node:path';
import { ALLOWED_IMPORTS, DATABASE_NAME } from './direction-rules.ts';
import { importsOf, packageOf, withoutComments } from './imports.ts';
import type { Room } from './source-files.ts';

export interface SourceFile {
  /** Relative to the repository. */
  readonly path: string;
  readonly source: string;
  readonly test: boolean;
}

/** Imports that the room did not declare, may not have, or that climb out of its folder. */
export function findImportProblems(file: SourceFile, room: Room, forTests: ReadonlySet<string>): string[] {
  return importsOf(file.source).flatMap(({ specifier, line }) => {
    const problem = specifier.startsWith('.')
      ? relativeProblem(file.path, specifier, room)
      : packageProblem(specifier, room, file.test, forTests);
    return problem === null ? [] : [`${file.path}:${line}: ${problem}`];
  });
}

function relativeProblem(path: string, specifier: string, room: Room): string | null {
  const resolved = posix.join(posix.dirname(path), specifier);
  if (resolved.startsWith(`${room.folder}/`)) return null;
  return `'${specifier}' leaves the room ${room.folder}; import the other room by its name`;
}

function packageProblem(
  specifier: string,
  room: Room,
  test: boolean,
  forTests: ReadonlySet<string>,
): string | null {
  if (specifier.startsWith('node:')) return null;
  const name = packageOf(specifier);
  const declared =
    room.dependencies.has(name) || (test && (room.devDependencies.has(name) || forTests.has(name)));
  if (!declared)
    return `'${name}' is not in the ${test ? '' : 'dependencies of the '}package.json of ${room.folder}`;
  if (!name.startsWith('@assay/')) return null;
  const other = name.replace('@assay/', '');
  const allowed = ALLOWED_IMPORTS[room.name] ?? [];
  if (allowed.includes(other) || (test && other === 'test-support')) return null;
  return `${room.name} may not import ${other} (scripts/check/direction-rules.ts)`;
}

/** Lines outside comments that name a database: one finding a line. */
export function findDatabaseNames(file: SourceFile): string[] {
  return withoutComments(file.source)
    .split('\n')
    .flatMap((line, i) => {
      const name = DATABASE_NAME.exec(line)?.[0];
      return name === undefined ? [] : [`${file.path}:${i + 1}: names a database (${name})`];
    });
}

/** Declared dependencies between rooms that the table does not allow. */
export function findManifestProblems(room: Room): string[] {
  const allowed = ALLOWED_IMPORTS[room.name];
  if (allowed === undefined)
    return [`${room.folder}: no row for ${room.name} in scripts/check/direction-rules.ts`];
  return [...room.dependencies]
    .filter((name) => name.startsWith('@assay/') && !allowed.includes(name.replace('@assay/', '')))
    .map((name) => `${room.folder}/package.json: ${room.name} may not depend on ${name}`);
}
