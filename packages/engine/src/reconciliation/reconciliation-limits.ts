/** How far a comparison goes before it says "at least". */
export interface ReconciliationLimits {
  /** Hexadecimal digits of the first buckets: 3 make 4,096. */
  readonly firstDigits: number;
  /** Buckets that one statement answers with at most, after the first. */
  readonly buckets: number;
  /** Items whose hashes are fetched from a side with one statement. */
  readonly itemsAtATime: number;
  /** Items whose hashes are fetched from a side in all. */
  readonly items: number;
  /** Groups whose totals are fetched from a side. */
  readonly groups: number;
}

/** An item takes about 200 bytes here, on each side, while its batch is compared. */
export const RECONCILIATION_LIMITS: ReconciliationLimits = {
  firstDigits: 3,
  buckets: 65_536,
  itemsAtATime: 50_000,
  items: 1_000_000,
  groups: 100_000,
};

/** A question that is too large to be answered as it is; the message says what to do. */
export class ReconciliationLimitError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ReconciliationLimitError';
  }
}
