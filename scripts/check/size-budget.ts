/** The size budget of a room, as a rule over the lengths of its files. */
export interface SizedFile {
  readonly path: string;
  readonly lines: number;
}

export interface SizeBudget {
  readonly median: number;
  readonly ninetiethPercentile: number;
  readonly maximum: number;
}

export const BUDGET: SizeBudget = { median: 120, ninetiethPercentile: 300, maximum: 500 };
/** Below this many files a percentile says nothing that the maximum does not. */
const FEW_FILES = 10;

/** What is over the budget, largest first; empty when the room keeps to it. */
export function overBudget(room: string, files: readonly SizedFile[], budget: SizeBudget): string[] {
  const sorted = [...files].sort((a, b) => b.lines - a.lines);
  const problems = sorted
    .filter((file) => file.lines > budget.maximum)
    .map((file) => `${file.path}: ${file.lines} lines, at most ${budget.maximum}`);
  if (files.length < FEW_FILES) return problems;
  const median = nearestRank(files, 0.5);
  const ninetieth = nearestRank(files, 0.9);
  if (median > budget.median) problems.push(`${room}: median of ${median} lines, at most ${budget.median}`);
  if (ninetieth > budget.ninetiethPercentile) {
    problems.push(
      `${room}: one file in ten has ${ninetieth} lines or more, at most ${budget.ninetiethPercentile}`,
    );
  }
  return problems;
}

/** The smallest length that at least `share` of the files do not exceed. */
export function nearestRank(files: readonly SizedFile[], share: number): number {
  const lengths = files.map((file) => file.lines).sort((a, b) => a - b);
  return lengths[Math.max(0, Math.ceil(share * lengths.length) - 1)] ?? 0;
}
