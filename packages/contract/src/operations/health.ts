import { defineOperation } from '../operation.ts';
import { health, healthExample } from '../schemas/health.ts';

export const getHealth = defineOperation({
  id: 'getHealth',
  method: 'GET',
  path: '/health',
  tag: 'Server',
  summary: 'Say that the API is there',
  description:
    'Needs no token and touches no store. Whether the server can do its work, `/livez` and `/readyz` outside the API tell.',
  access: 'none',
  success: { status: 200, description: 'The API answers.', schema: health },
  examples: { response: healthExample },
});
