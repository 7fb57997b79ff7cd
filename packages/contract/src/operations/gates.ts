import { z } from 'zod';
import { defineOperation } from '../operation.ts';
import {
  gate,
  gateChange,
  gateEvaluation,
  gateEvaluationExample,
  gateExample,
  gatePage,
  gateParams,
  newGate,
} from '../schemas/gate.ts';
import { pageQuery, wholePage } from '../schemas/page.ts';
import { projectParams } from '../schemas/project.ts';
import { idInput } from '../schemas/scalars.ts';

export const createGate = defineOperation({
  id: 'createGate',
  method: 'POST',
  path: '/projects/{project_code}/gates',
  tag: 'Gates',
  summary: 'Create a gate',
  description:
    'A gate belongs to one test suite or to one table group, which has one gate at most. From then on it judges their runs, also in `?include=outcome`.',
  access: { permission: 'edit', of: 'project', param: 'project_code' },
  params: projectParams,
  body: newGate,
  success: { status: 201, description: 'The new gate.', schema: gate },
  errors: ['already_exists'],
  examples: {
    body: {
      name: gateExample.name,
      test_suite_id: gateExample.test_suite_id,
      tests: { min_score: 0.95, max_warnings: 5 },
    },
    response: gateExample,
  },
});

export const listGates = defineOperation({
  id: 'listGates',
  method: 'GET',
  path: '/projects/{project_code}/gates',
  tag: 'Gates',
  summary: 'List gates',
  description: 'The gates of a project, by name.',
  access: { permission: 'view', of: 'project', param: 'project_code' },
  params: projectParams,
  query: z.object({
    test_suite_id: idInput.optional().describe('Only the gate of this suite'),
    table_group_id: idInput.optional().describe('Only the gate of this table group'),
    ...pageQuery(),
  }),
  success: { status: 200, description: 'A page of gates.', schema: gatePage },
  examples: { response: wholePage([gateExample]) },
});

export const getGate = defineOperation({
  id: 'getGate',
  method: 'GET',
  path: '/gates/{gate_id}',
  tag: 'Gates',
  summary: 'Get a gate',
  description: 'One gate with its policy.',
  access: { permission: 'view', of: 'gate', param: 'gate_id' },
  params: gateParams,
  success: { status: 200, description: 'The gate.', schema: gate },
  examples: { response: gateExample },
});

export const updateGate = defineOperation({
  id: 'updateGate',
  method: 'PATCH',
  path: '/gates/{gate_id}',
  tag: 'Gates',
  summary: 'Change a gate',
  description: 'Changes what is named, field by field of a policy too, and keeps the rest.',
  access: { permission: 'edit', of: 'gate', param: 'gate_id' },
  params: gateParams,
  body: gateChange,
  success: { status: 200, description: 'The gate as it is now.', schema: gate },
  errors: ['already_exists'],
  examples: { body: { tests: { min_score: 0.95 } }, response: gateExample },
});

export const deleteGate = defineOperation({
  id: 'deleteGate',
  method: 'DELETE',
  path: '/gates/{gate_id}',
  tag: 'Gates',
  summary: 'Delete a gate',
  description: 'Runs of what it belonged to are then judged by the defaults.',
  access: { permission: 'edit', of: 'gate', param: 'gate_id' },
  params: gateParams,
  success: { status: 204, description: 'It is gone.', schema: null },
  examples: {},
});

export const evaluateGate = defineOperation({
  id: 'evaluateGate',
  method: 'POST',
  path: '/gates/{gate_id}/evaluate',
  tag: 'Gates',
  summary: 'Evaluate a gate',
  description:
    'May the pipeline go on? Judges the run that is named; else the latest ended run of the suite, or of a table group the latest ended run of each suite and its latest profile. The verdict is the answer, also when it is bad: the status is 200 then too. Stores nothing and needs no body.',
  access: { permission: 'view', of: 'gate', param: 'gate_id' },
  params: gateParams,
  query: z.object({ job_id: idInput.optional().describe('The run to judge; it must have ended') }),
  success: { status: 200, description: 'The verdict, with reasons.', schema: gateEvaluation },
  errors: ['run_not_completed'],
  examples: { response: gateEvaluationExample },
});
