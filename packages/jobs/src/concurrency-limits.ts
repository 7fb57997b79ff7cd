/**
 * How many jobs may be at work at once, over all workers together. Every number is at least 1.
 *
 * What a job loads is named by its concurrency keys, `kind:id` each. A key's own limit is its row in `job_limit`, a relation
 * (`key text, at_most integer`) that the owner of the database keeps; it is looked up at each claim, so that a change
 * holds for the jobs that wait already.
 */
export interface ConcurrencyLimits {
  /** All jobs together; default no limit. Workers that are given different totals each keep their own. */
  readonly total?: number;
  /** For keys without a row, by their kind. A kind that is not named has no limit. */
  readonly byKind?: Readonly<Record<string, number>>;
}
