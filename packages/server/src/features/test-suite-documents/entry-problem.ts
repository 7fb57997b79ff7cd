/** What is wrong with a definition of a document. */
import type { ImportResult } from '@assay/contract';

export type EntryProblem = ImportResult['problems'][number];

/** `field` is the one of the definition at `idx`; null = the definition as a whole. */
export const entryProblem = (idx: number, field: string | null, detail: string): EntryProblem => ({
  idx,
  path: ['body.payload.definitions', idx, ...(field === null ? [] : [field])].join('.'),
  detail,
});
