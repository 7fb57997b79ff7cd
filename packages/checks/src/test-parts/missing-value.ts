import { coalesce, type Expression, isNull, not, text } from '@assay/dialects';
import type { TestDefinition } from '../test-definition.ts';
import type { TestContext } from '../test-type.ts';
import { isBlankFree } from '../value-conditions/white-space.ts';
import { testedText, testedValue } from './tested-column.ts';

/** Null or, in a text column, nothing but white space. */
export const isMissing = (definition: TestDefinition, context: TestContext): Expression<'boolean'> =>
  context.columnType?.generalType === 'A'
    ? not(isBlankFree(coalesce(testedText(definition, context), text(''))))
    : isNull(testedValue(definition));
