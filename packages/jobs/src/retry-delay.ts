import type { JobSettings } from './settings.ts';

/**
 * Milliseconds to wait after a failed attempt: doubling from `retryBaseMs`, at most `retryMaxMs`, of which a random
 * half is taken off so that jobs that failed together do not come back together.
 * @param attempt the attempt that failed, from 1
 * @param random a number in [0, 1)
 */
export function retryDelayMs(
  attempt: number,
  settings: Pick<JobSettings, 'retryBaseMs' | 'retryMaxMs'>,
  random: number = Math.random(),
): number {
  const full = Math.min(settings.retryMaxMs, settings.retryBaseMs * 2 ** (attempt - 1));
  return Math.round(full * (1 - random / 2));
}
