/** A finding that a column holds personal data, and how bad a leak would be. */
export const PII_RISKS = ['High', 'Moderate', 'Low'] as const;
export type PiiRisk = (typeof PII_RISKS)[number];
export const PII_CATEGORIES = ['ID', 'NAME', 'DEMO', 'CONTACT'] as const;
export type PiiCategory = (typeof PII_CATEGORIES)[number];

export interface PiiFlag {
  readonly risk: PiiRisk;
  readonly category: PiiCategory;
  /** `Email`, `SSN`, `Individual` ... */
  readonly type: string;
  /** The rule and the facts it saw, in a sentence. */
  readonly reason: string;
  /** Set by a person: survives every run. */
  readonly manual: boolean;
}
