/** Examples of test types as definitions, so that any runner can plan, measure and judge them. */
import { NO_PARAMETERS, type TestDefinition } from './test-definition.ts';
import type { TestExample, TestType } from './test-type.ts';

/** The definition that an example stands for, on its first table, in the schema that the runner made. */
export function definitionOfExample(
  type: TestType,
  example: TestExample,
  schema: string | null,
): TestDefinition {
  return {
    id: `${type.key}: ${example.says}`,
    testType: type.key,
    schema,
    table: example.tables[0]?.table ?? null,
    column: example.column ?? null,
    parameters: { ...NO_PARAMETERS, ...example.parameters },
    severity: example.severity ?? null,
    ...(example.watch === undefined ? {} : { watch: example.watch }),
  };
}
