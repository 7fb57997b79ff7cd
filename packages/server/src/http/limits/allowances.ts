/** How much each caller may do: an allowance that is used up at once or bit by bit, and refills steadily. */

export interface AllowanceSize {
  readonly perSecond: number;
  /** The most that can be saved up; also what everybody begins with. */
  readonly most: number;
}

export interface Allowances {
  /** Takes one from the allowance of `key`: null when there was one, else the whole seconds until there will be. */
  take(key: string): number | null;
  /** The same without taking it. */
  look(key: string): number | null;
}

interface Allowance {
  left: number;
  at: number;
}

/** More callers than that at a time, and the oldest are forgotten: whoever makes up callers must not fill the memory. */
const MOST_CALLERS = 20_000;

/** `now` in milliseconds. A `perSecond` of 0 stands for no limit. */
export function createAllowances(
  { perSecond, most }: AllowanceSize,
  now: () => number = () => performance.now(),
): Allowances {
  // In the order of their last use: the first to be forgotten comes first.
  const allowances = new Map<string, Allowance>();
  const leftOf = (key: string): number => {
    const known = allowances.get(key);
    return known === undefined ? most : Math.min(most, known.left + ((now() - known.at) / 1000) * perSecond);
  };
  const secondsUntilOne = (left: number) => (left >= 1 ? null : Math.ceil((1 - left) / perSecond));
  if (perSecond === 0) return { take: () => null, look: () => null };
  return {
    take(key) {
      const left = leftOf(key);
      const seconds = secondsUntilOne(left);
      if (seconds !== null) return seconds;
      allowances.delete(key);
      allowances.set(key, { left: left - 1, at: now() });
      if (allowances.size > MOST_CALLERS) allowances.delete(allowances.keys().next().value as string);
      return null;
    },
    look: (key) => secondsUntilOne(leftOf(key)),
  };
}
