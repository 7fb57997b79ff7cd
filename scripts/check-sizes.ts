/** File sizes room by room: median at most 120 lines, nine of ten files at most 300, none above 500. */

import { BUDGET, overBudget, type SizedFile } from './check/size-budget.ts';
import { isGenerated, isTest, readSource, rooms, sourceFiles } from './check/source-files.ts';

const problems = rooms().flatMap((room) => {
  const files: SizedFile[] = sourceFiles(room.folder)
    .filter((path) => !isTest(path) && !isGenerated(path) && !path.includes('/migrations/'))
    .map((path) => ({ path, lines: readSource(path).split('\n').length - 1 }));
  return overBudget(room.folder, files, BUDGET);
});
if (problems.length > 0) {
  console.error(problems.join('\n'));
  process.exitCode = 1;
}
