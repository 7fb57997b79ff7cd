import { z } from 'zod';
import { ERROR_CODES } from '../errors.ts';
import { importResult } from './import-result.ts';

const errorEntry = z
  .strictObject({
    code: z.enum(ERROR_CODES),
    detail: z.string().describe('What is wrong and what to do, for a person'),
    path: z
      .string()
      .optional()
      .describe('Where in the request: `body.config.host`, `query.limit`, `path.job_id`'),
    reason: z.string().optional().describe('For `target_error`: the kind of trouble'),
    job_id: z.string().optional().describe('For `target_busy`: the job in the way'),
    request_id: z.string().optional().describe('For `internal`: leads to the entry in the log of the server'),
  })
  .meta({ id: 'ErrorEntry' });

const content = {
  errors: z.array(errorEntry).min(1),
  import_result: importResult
    .optional()
    .describe('Only for `strict_validation_failed`: what the import would have done'),
};

/** Every 4xx and 5xx answer; see errorBody in errors.ts. */
export const errorBodySchema = z
  .strictObject({
    ...content,
    detail: z.strictObject(content).describe('The same again, for clients that look for it here'),
  })
  .meta({ id: 'ErrorBody' });
