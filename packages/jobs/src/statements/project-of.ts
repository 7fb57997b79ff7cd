/** Jobs without a project count as those of one project. Spelled like the indexes of schema.ts. */
export const projectOf = (table: string): string =>
  `coalesce(${table}.project_id, '00000000-0000-0000-0000-000000000000'::uuid)`;
