import { z } from 'zod';
import { defineOperation } from '../operation.ts';
import {
  catalogColumn,
  catalogColumnChange,
  catalogColumnExample,
  catalogColumnParams,
  catalogPage,
  catalogTableExample,
} from '../schemas/catalog.ts';
import { pageQuery, wholePage } from '../schemas/page.ts';
import { projectParams } from '../schemas/project.ts';
import { textQuery } from '../schemas/query-values.ts';
import { idInput } from '../schemas/scalars.ts';
import {
  newTableGroup,
  newTableGroupExample,
  tableGroup,
  tableGroupChange,
  tableGroupExample,
  tableGroupPage,
  tableGroupParams,
  tablePreviewExample,
  tablePreviewPage,
} from '../schemas/table-group.ts';

export const createTableGroup = defineOperation({
  id: 'createTableGroup',
  method: 'POST',
  path: '/projects/{project_code}/table-groups',
  tag: 'Table groups',
  summary: 'Create a table group',
  description:
    'Chooses tables of one schema by list and masks. Nothing is read yet: preview the group to see what it matches, then submit a profiling run.',
  access: { permission: 'edit', of: 'project', param: 'project_code' },
  params: projectParams,
  body: newTableGroup,
  success: { status: 201, description: 'The new table group.', schema: tableGroup },
  errors: ['already_exists'],
  examples: { body: newTableGroupExample, response: tableGroupExample },
});

export const listTableGroups = defineOperation({
  id: 'listTableGroups',
  method: 'GET',
  path: '/projects/{project_code}/table-groups',
  tag: 'Table groups',
  summary: 'List table groups',
  description: 'The table groups of a project, by name.',
  access: { permission: 'catalog', of: 'project', param: 'project_code' },
  params: projectParams,
  query: z.object({
    connection_id: idInput.optional().describe('Only those of this connection'),
    ...pageQuery(),
  }),
  success: { status: 200, description: 'A page of table groups.', schema: tableGroupPage },
  examples: { response: wholePage([tableGroupExample]) },
});

export const getTableGroup = defineOperation({
  id: 'getTableGroup',
  method: 'GET',
  path: '/table-groups/{table_group_id}',
  tag: 'Table groups',
  summary: 'Get a table group',
  description: 'One table group with its settings.',
  access: { permission: 'catalog', of: 'table_group', param: 'table_group_id' },
  params: tableGroupParams,
  success: { status: 200, description: 'The table group.', schema: tableGroup },
  examples: { response: tableGroupExample },
});

export const updateTableGroup = defineOperation({
  id: 'updateTableGroup',
  method: 'PATCH',
  path: '/table-groups/{table_group_id}',
  tag: 'Table groups',
  summary: 'Change a table group',
  description:
    'Changes what is named and keeps the rest. Lists are replaced whole. Earlier runs stay as they were.',
  access: { permission: 'edit', of: 'table_group', param: 'table_group_id' },
  params: tableGroupParams,
  body: tableGroupChange,
  success: { status: 200, description: 'The table group as it is now.', schema: tableGroup },
  errors: ['already_exists'],
  examples: { body: { exclude: ['tmp%', 'backup%'] }, response: tableGroupExample },
});

export const deleteTableGroup = defineOperation({
  id: 'deleteTableGroup',
  method: 'DELETE',
  path: '/table-groups/{table_group_id}',
  tag: 'Table groups',
  summary: 'Delete a table group',
  description:
    'Deletes its profiling runs, test suites and test runs too. Refused while a job of the group has not ended.',
  access: { permission: 'edit', of: 'table_group', param: 'table_group_id' },
  params: tableGroupParams,
  success: { status: 204, description: 'It is gone.', schema: null },
  errors: ['in_use'],
  examples: {},
});

export const previewTableGroup = defineOperation({
  id: 'previewTableGroup',
  method: 'GET',
  path: '/table-groups/{table_group_id}/preview',
  tag: 'Table groups',
  summary: 'Preview a table group',
  description: 'The tables that match now, with estimates of their rows, and why any of them cannot be read.',
  access: { permission: 'view', of: 'table_group', param: 'table_group_id' },
  params: tableGroupParams,
  query: z.object(pageQuery({ defaultLimit: 100 })),
  success: { status: 200, description: 'A page of matching tables.', schema: tablePreviewPage },
  errors: ['target_error'],
  examples: { response: wholePage([tablePreviewExample], 100) },
});

export const getCatalog = defineOperation({
  id: 'getCatalog',
  method: 'GET',
  path: '/table-groups/{table_group_id}/catalog',
  tag: 'Table groups',
  summary: 'Read the catalog of a table group',
  description:
    'Tables and columns with their meaning, flags and scores, from the latest completed profiling run.',
  access: { permission: 'catalog', of: 'table_group', param: 'table_group_id' },
  params: tableGroupParams,
  query: z.object({ table: textQuery('Only this table'), ...pageQuery() }),
  success: { status: 200, description: 'A page of tables.', schema: catalogPage },
  examples: { response: wholePage([catalogTableExample]) },
});

export const updateCatalogColumn = defineOperation({
  id: 'updateCatalogColumn',
  method: 'PATCH',
  path: '/table-groups/{table_group_id}/catalog/{table}/{column}',
  tag: 'Table groups',
  summary: 'Say something about a column',
  description:
    'Sets flags by hand: they stand against the rules in every later run, and hide or show values of earlier runs at once. Who set them and when is kept. Scores and findings follow with the next run.',
  access: { permission: 'edit', of: 'table_group', param: 'table_group_id' },
  params: catalogColumnParams,
  body: catalogColumnChange,
  success: { status: 200, description: 'The column as it is now.', schema: catalogColumn },
  examples: {
    body: {
      pii: { risk: 'Moderate', category: 'CONTACT', type: 'Email', reason: 'Free text with addresses' },
    },
    response: catalogColumnExample,
  },
});
