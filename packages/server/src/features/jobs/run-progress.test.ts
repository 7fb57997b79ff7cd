import { describe, expect, it } from 'vitest';
import { createRunProgress, percentDone, type StoredProgress, type StoredWork } from './run-progress.ts';

const work = (done: number, total: number): StoredWork => ({
  tables: { done: 0, total: 9 },
  columns: { done: 0, total: 9 },
  tablesAtWork: [],
  cells: { done, total },
  elapsedMs: 1,
});

function progressOf(steps: Parameters<typeof createRunProgress>[0], usualMs: number | null = null) {
  let newest: StoredProgress = { steps: [] };
  const progress = createRunProgress(
    steps,
    (reported) => {
      newest = reported;
    },
    usualMs,
  );
  return { progress, percent: () => percentDone(newest), newest: () => newest };
}

describe('the share of a run that is done', () => {
  const short = { key: 'catalog', label: 'Reading the catalog' };
  const long = { key: 'columns', label: 'Profiling columns', weight: 8 };
  const last = { key: 'score', label: 'Scoring' };

  it('counts steps alike that say nothing of their weight', () => {
    const { progress, percent } = progressOf([short, last]);
    progress.finish('catalog');
    expect(percent()).toBe(50);
  });

  it('goes by the weight of each step, and never back', () => {
    const { progress, percent } = progressOf([short, long, last]);
    const seen: (number | null)[] = [];
    for (const change of [
      () => progress.start('catalog'),
      () => progress.finish('catalog'),
      () => progress.start('columns', 4),
      () => progress.count(work(0, 100)),
      () => progress.count(work(50, 100)),
      () => progress.finish('columns'),
      () => progress.finish('score'),
    ]) {
      change();
      seen.push(percent());
    }
    expect(seen).toEqual([0, 10, 10, 10, 50, 90, 100]);
  });

  it('takes the cells of the long step for its share, and the pieces where nobody counts cells', () => {
    const { progress, percent } = progressOf([long]);
    progress.start('columns', 4);
    progress.advance('columns', 3);
    expect(percent()).toBe(75);
    progress.count(work(10, 100));
    expect(percent()).toBe(10);
  });

  it('is unknown without steps', () => {
    expect(percentDone({ steps: [] })).toBeNull();
  });
});

it('tells with every report what earlier runs took', () => {
  const { progress, newest } = progressOf([{ key: 'only', label: 'Only' }], 5_000);
  progress.start('only');
  expect(newest().usualMs).toBe(5_000);
});
