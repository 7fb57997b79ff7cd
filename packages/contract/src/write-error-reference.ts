/**
 * Writes docs/reference/errors.md from the table of errors; with `--check` only says whether it is up to date (exit
 * code 1 when not).
 * Run: node --conditions=@assay/source packages/contract/src/write-error-reference.ts [--check]
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { ERRORS } from './errors.ts';

const target = new URL('../../../docs/reference/errors.md', import.meta.url);

const INTRODUCTION = `<!-- Generated from packages/contract/src/errors.ts by write-error-reference.ts. Do not edit. -->
# Errors

Every answer with a status of 400 or more has the same body: \`errors\`, a list with one entry for each thing that is
wrong, and the same list again as \`detail.errors\`. Decide by \`code\`; \`detail\` is a sentence for people and may change.
`;

const rows = Object.entries(ERRORS).map(
  ([code, { status, when }]) => `| \`${code}\` | ${status} | ${when} |`,
);
const page = [INTRODUCTION, '| code | status | when, and what to do |', '|---|---|---|', ...rows, ''].join(
  '\n',
);

if (process.argv.includes('--check')) {
  const committed = await readFile(target, 'utf8').catch(() => '');
  if (committed !== page) {
    console.error('docs/reference/errors.md is out of date: run `npm run generate` and commit it.');
    process.exitCode = 1;
  }
} else {
  await mkdir(new URL('.', target), { recursive: true });
  await writeFile(target, page);
}
