/** How many jobs with the same concurrency key may be at work at once, over all workers together. */
export interface ConcurrencyLimits {
  /** For every key that `byKey` does not name. At least 1. */
  readonly perKey: number;
  readonly byKey?: Readonly<Record<string, number>>;
}
