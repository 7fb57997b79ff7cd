/**
 * Writes docs/reference/metrics.md from the declarations; with `--check` only says whether it is up to date (exit code 1
 * when not).
 * Run: node --conditions=@assay/source packages/server/src/metrics/write-metrics-reference.ts [--check]
 */
import { readFile, writeFile } from 'node:fs/promises';
import { METRICS, type MetricDeclaration } from './metric-declarations.ts';

const target = new URL('../../../../docs/reference/metrics.md', import.meta.url);

const INTRODUCTION = `<!-- Generated from packages/server/src/metrics/metric-declarations.ts by write-metrics-reference.ts. Do not edit. -->
# Metrics

\`GET /metrics\` answers in the text format of Prometheus. How to reach it, and rules for alerts:
[Operating Assay](../guides/operations.md). No label holds an id, or a name or text of a user.

*Installation* means that the number is read from the store when it is asked for, for all processes together, and is at most three
seconds old: every process gives the same, so take the \`max\` over them. *Process* means what this process did or has: take the \`sum\`.
Beside these there are the usual \`process_*\` and \`nodejs_*\` metrics.
`;

const TABLES: Readonly<Record<MetricDeclaration['scope'], string>> = {
  store: 'installation',
  process: 'process',
};
const rows = Object.values<MetricDeclaration>(METRICS).map(
  ({ name, type, labels, scope, help }) =>
    `| \`${name}\` | ${type} | ${labels.map((label) => `\`${label}\``).join(', ')} | ${TABLES[scope]} | ${help} |`,
);
const page = [
  INTRODUCTION,
  '| metric | type | labels | of | meaning |',
  '|---|---|---|---|---|',
  ...rows,
  '',
].join('\n');

if (process.argv.includes('--check')) {
  const committed = await readFile(target, 'utf8').catch(() => '');
  if (committed !== page) {
    console.error('docs/reference/metrics.md is out of date: run `npm run generate` and commit it.');
    process.exitCode = 1;
  }
} else {
  await writeFile(target, page);
}
