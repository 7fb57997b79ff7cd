import { z } from 'zod';
import { ROLES } from '../access.ts';
import { pageOf } from './page.ts';
import { id, idInput, nameInput, timestamp, timestampInput } from './scalars.ts';

export const tokenParams = z.object({ token_id: idInput.describe('Id of the token') });

const reach = {
  role: z.enum(ROLES),
  global_admin: z.boolean().describe('May also create projects and manage every token'),
};

export const newToken = z
  .object({
    name: nameInput.describe('What the token is for'),
    role: reach.role,
    project_code: z
      .string()
      .nullable()
      .default(null)
      .describe('The project it works in; null = every project'),
    global_admin: reach.global_admin.default(false),
    expires_at: timestampInput.nullable().default(null).describe('Null = it does not expire'),
  })
  .refine((token) => !(token.global_admin && token.project_code !== null), {
    path: ['global_admin'],
    error: 'must be false for a token of one project',
  })
  .meta({ id: 'NewToken' });
export type NewToken = z.output<typeof newToken>;

const tokenFields = {
  id,
  name: z.string(),
  prefix: z.string().describe('How the token begins, to tell tokens apart'),
  ...reach,
  project_code: z.string().nullable(),
  expires_at: timestamp.nullable(),
  created_at: timestamp,
  last_used_at: timestamp.nullable(),
};

export const token = z.strictObject(tokenFields).meta({ id: 'Token' });
export type Token = z.output<typeof token>;
export const tokenPage = pageOf('TokenPage', token);

export const createdToken = z
  .strictObject({ ...tokenFields, token: z.string().describe('The token itself: shown this once') })
  .meta({ id: 'CreatedToken' });
export type CreatedToken = z.output<typeof createdToken>;

export const tokenExample: Token = {
  id: '019c9f80-8888-7aaa-8bbb-7c1d2e3f4a5b',
  name: 'Nightly pipeline',
  prefix: 'assay_3kf9',
  role: 'data_quality',
  global_admin: false,
  project_code: 'webshop',
  expires_at: '2027-03-01T00:00:00.000Z',
  created_at: '2026-03-01T08:00:00.000Z',
  last_used_at: null,
};
export const createdTokenExample: CreatedToken = { ...tokenExample, token: 'assay_3kf9QmExampleOnly' };
