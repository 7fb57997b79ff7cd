/**
 * `npm test [-- arguments of vitest]`: every test, with a closing line that programs can read:
 * `N passed, N failed, N skipped`. The exit code is 0 only when something ran and nothing failed.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensurePostgres } from './ensure-postgres.ts';
import { closingLine, readTestReport } from './test-report.ts';

ensurePostgres();
const folder = mkdtempSync(join(tmpdir(), 'assay-tests-'));
const report = join(folder, 'report.json');
const vitest = join(import.meta.dirname, '../node_modules/vitest/vitest.mjs');
const { status } = spawnSync(
  process.execPath,
  [
    vitest,
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...process.argv.slice(2),
  ],
  { stdio: 'inherit' },
);
const counts = readTestReport(report, status ?? 1);
rmSync(folder, { recursive: true, force: true });
console.log(closingLine(counts));
process.exitCode = counts.failed === 0 && counts.passed > 0 ? 0 : 1;
