import type { GeneralType, GroupTotal } from '@assay/dialects';

/** What values are compared as. Times of day and types of a database's own compare in their text form. */
export type ComparedKind = 'text' | 'number' | 'moment' | 'boolean';

const KINDS: Readonly<Record<GeneralType, ComparedKind>> = {
  A: 'text',
  B: 'boolean',
  D: 'moment',
  N: 'number',
  T: 'text',
  X: 'text',
};
export const comparedKind = ({ generalType }: { readonly generalType: GeneralType }): ComparedKind =>
  KINDS[generalType];

const COUNTS = ['count', 'count_distinct'] as const;
const EXTREMES = [...COUNTS, 'minimum', 'maximum'] as const;

/** Totals that a column of the kind has. */
export const TOTALS_OF_KIND: Readonly<Record<ComparedKind, readonly GroupTotal['total'][]>> = {
  boolean: COUNTS,
  text: EXTREMES,
  moment: EXTREMES,
  number: [...EXTREMES, 'sum'],
};
export const TOTALS = TOTALS_OF_KIND.number;
