/** Dependency directions between the rooms, and databases named outside their own folders. Prints what is wrong. */

import { NAMING_EXCEPTIONS, ROOMS_WITHOUT_DATABASE_NAMES } from './check/direction-rules.ts';
import {
  findDatabaseNames,
  findImportProblems,
  findManifestProblems,
  type SourceFile,
} from './check/directions.ts';
import { isTest, readSource, rooms, rootDevDependencies, sourceFiles } from './check/source-files.ts';

const forTests = rootDevDependencies();
const problems: string[] = [];
const usedExceptions = new Set<string>();

for (const room of rooms()) {
  problems.push(...findManifestProblems(room));
  for (const path of sourceFiles(room.folder)) {
    const file: SourceFile = { path, source: readSource(path), test: isTest(path) };
    problems.push(...findImportProblems(file, room, forTests));
    if (!file.test && ROOMS_WITHOUT_DATABASE_NAMES.includes(room.name))
      problems.push(...unexpectedNames(file));
  }
}
for (const { path } of NAMING_EXCEPTIONS.filter((exception) => !usedExceptions.has(exception.path))) {
  problems.push(`${path}: names no database any more; remove it from scripts/check/direction-rules.ts`);
}
if (problems.length > 0) {
  console.error(problems.join('\n'));
  process.exitCode = 1;
}

function unexpectedNames(file: SourceFile): string[] {
  const names = findDatabaseNames(file);
  const exception = NAMING_EXCEPTIONS.find(
    ({ path }) => path === file.path || (path.endsWith('/') && file.path.startsWith(path)),
  );
  if (exception === undefined) return names;
  if (names.length > 0) usedExceptions.add(exception.path);
  return [];
}
