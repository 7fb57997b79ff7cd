import { z } from 'zod';

export const health = z
  .strictObject({
    status: z.literal('ok'),
    edition: z.literal('assay'),
    version: z.string(),
  })
  .meta({ id: 'Health' });
export type Health = z.output<typeof health>;

export const healthExample: Health = { status: 'ok', edition: 'assay', version: '0.1.0' };
