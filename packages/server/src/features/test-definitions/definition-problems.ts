/** Everything that is wrong with a definition, each mistake with its field, before it is stored. */
import { TEST_TYPES, type TestDefinition, type TestType } from '@assay/checks';
import type { ErrorEntry } from '@assay/contract';

/** Null when there is no type of that key. */
export const findTestType = (key: string): TestType | null => TYPES.get(key) ?? null;
const TYPES = new Map(TEST_TYPES.map((type) => [type.key, type]));

/** Why no person makes tests of this type; null for a type that people make. */
export const onlyMonitored = ({ key, scope }: TestType): string | null =>
  scope === 'tablegroup'
    ? `${key} watches a whole table group, and is one of its monitors: POST /api/v1/table-groups/{table_group_id}/monitors makes them.`
    : null;

/** Entries for a request that would make this definition; empty = fine. */
export function definitionProblems(definition: TestDefinition): readonly ErrorEntry[] {
  const type = findTestType(definition.testType);
  if (type === null) {
    return [
      entry(
        'test_type',
        `There is no test type "${definition.testType}"; GET /api/v1/test-types lists those that there are.`,
      ),
    ];
  }
  const found = [
    ...placeProblems(type, definition),
    ...type.validate(definition).map(({ field, problem }) => entry(field, problem)),
  ];
  // A type may look at its columns too: one mistake is told once.
  return found.filter(({ path }, index) => found.findIndex((other) => other.path === path) === index);
}

/** A query of the user's own names its tables itself; every other test is of a table. */
function placeProblems(type: TestType, { table, column }: TestDefinition): readonly ErrorEntry[] {
  if (type.key === 'CUSTOM' || type.scope === 'tablegroup') return [];
  const problems: ErrorEntry[] = [];
  if (isBlank(table))
    problems.push(entry('table_name', `The test ${type.key} needs the table that it tests.`));
  if (isBlank(column) && type.scope === 'column') {
    problems.push(entry('column_name', `The test ${type.key} needs the column that it tests.`));
  }
  if (isBlank(column) && type.scope === 'referential') {
    problems.push(entry('column_name', `The test ${type.key} needs the columns that it tests, with commas.`));
  }
  return problems;
}

const isBlank = (text: string | null): boolean => text === null || text.trim() === '';

const entry = (field: string, detail: string): ErrorEntry => ({
  code: 'invalid_request',
  path: `body.${field}`,
  detail,
});
