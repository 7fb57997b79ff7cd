/** Parts of a run's optional `details`. */
import { z } from 'zod';

/** What may be asked for with `?include=`. */
export const RUN_INCLUDES = ['details'] as const;

const runWarning = z
  .strictObject({
    table: z.string().nullable(),
    column: z.string().nullable(),
    message: z.string(),
  })
  .meta({ id: 'RunWarning', description: 'Something that went wrong without ending the run' });

/** In every run's details. */
export const runDetailFields = {
  error_message: z.string().nullable().describe('Why the run ended in `error`'),
  results_complete: z
    .boolean()
    .describe('False while running and when the run was canceled or failed before everything was there'),
  warnings: z.array(runWarning),
};
