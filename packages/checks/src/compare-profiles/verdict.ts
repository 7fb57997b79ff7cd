/** How much something differs between two profiles, in one word. */

export const VERDICTS = ['stable', 'shifted', 'changed'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** Sizes from which on a difference is worth a look, and worth an alarm. */
export interface VerdictLimits {
  readonly shifted: number;
  readonly changed: number;
}

/** `noise` is the size that chance alone reaches: nothing up to it is a difference. */
export function verdictOf(size: number, { shifted, changed }: VerdictLimits, noise = 0): Verdict {
  if (size <= noise || size < shifted) return 'stable';
  return size < changed ? 'shifted' : 'changed';
}

/** The strongest of them; `stable` for none. */
export const worstVerdict = (verdicts: readonly Verdict[]): Verdict =>
  VERDICTS.findLast((verdict) => verdicts.includes(verdict)) ?? 'stable';
