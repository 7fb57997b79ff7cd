/** Parts of a run's optional `details`. */
import { z } from 'zod';
import { runOutcome } from './gate.ts';
import { timestamp } from './scalars.ts';

/** What may be asked for with `?include=`. */
export const RUN_INCLUDES = ['details', 'outcome'] as const;

const runWarning = z
  .strictObject({
    table: z.string().nullable(),
    column: z.string().nullable(),
    message: z.string(),
  })
  .meta({ id: 'RunWarning', description: 'Something that went wrong without ending the run' });

/** In every run. */
export const runOutcomeField = runOutcome
  .nullable()
  .optional()
  .describe('Only with `?include=outcome`: may the pipeline go on? Null until the run has ended');

/** In every run's details. */
export const runDetailFields = {
  error_message: z.string().nullable().describe('Why the run ended in `error`'),
  results_complete: z
    .boolean()
    .describe('False while running and when the run was canceled or failed before everything was there'),
  warnings: z.array(runWarning),
  detail_removed_at: timestamp
    .nullable()
    .describe('When its frequencies, patterns and kept rows were removed because of their age'),
};
