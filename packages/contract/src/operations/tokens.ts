import { z } from 'zod';
import { defineOperation } from '../operation.ts';
import { pageQuery, wholePage } from '../schemas/page.ts';
import {
  createdToken,
  createdTokenExample,
  newToken,
  tokenExample,
  tokenPage,
  tokenParams,
} from '../schemas/token.ts';

export const createToken = defineOperation({
  id: 'createToken',
  method: 'POST',
  path: '/tokens',
  tag: 'Tokens',
  summary: 'Create a token',
  description:
    'The token itself is in this answer and nowhere else; the server keeps only a hash. A token for every project, or one that is a global admin, takes a global admin to create.',
  access: { permission: 'administer', of: 'server' },
  body: newToken,
  success: { status: 201, description: 'The new token.', schema: createdToken },
  errors: ['already_exists'],
  examples: {
    body: {
      name: 'Nightly pipeline',
      role: 'data_quality',
      project_code: 'webshop',
      expires_at: '2027-03-01T00:00:00Z',
    },
    response: createdTokenExample,
  },
});

export const listTokens = defineOperation({
  id: 'listTokens',
  method: 'GET',
  path: '/tokens',
  tag: 'Tokens',
  summary: 'List tokens',
  description: 'The tokens that the caller may manage, newest first, without the tokens themselves.',
  access: { permission: 'administer', of: 'server' },
  query: z.object({
    project_code: z.string().optional().describe('Only tokens of this project'),
    ...pageQuery(),
  }),
  success: { status: 200, description: 'A page of tokens.', schema: tokenPage },
  examples: { response: wholePage([tokenExample]) },
});

export const deleteToken = defineOperation({
  id: 'deleteToken',
  method: 'DELETE',
  path: '/tokens/{token_id}',
  tag: 'Tokens',
  summary: 'Delete a token',
  description: 'The token stops working at once. A token may delete itself if it may manage tokens.',
  access: { permission: 'administer', of: 'token', param: 'token_id' },
  params: tokenParams,
  success: { status: 204, description: 'It is gone.', schema: null },
  examples: {},
});
