/** The outcome of a benchmark, as a Markdown table that fits into the README. */
import { cpus, totalmem } from 'node:os';

/** `| a | b |` lines; numbers come formatted. */
export function markdownTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = header.map((title, i) =>
    Math.max(title.length, ...rows.map((row) => (row[i] ?? '').length)),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`;
  return [line(header), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

/** `2026-03-01, 2 x AMD EPYC 7B13, 24 GB, Node v24.1.0, linux` */
export function machine(): string {
  const processors = cpus();
  const memory = Math.round(totalmem() / 1024 ** 3);
  const day = new Date().toISOString().slice(0, 10);
  const model = processors[0]?.model.trim() ?? 'unknown processor';
  return `${day}, ${processors.length} x ${model}, ${memory} GB, Node ${process.version}, ${process.platform}`;
}

/** The value at `share` of the sorted samples (nearest rank). */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}
