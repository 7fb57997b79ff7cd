import type { TestDefinition } from '../test-definition.ts';
import type { ParameterProblem, ParameterSpec } from '../test-type.ts';
import { parseColumnList } from './column-list.ts';
import { ParameterSyntaxError } from './parameter-syntax-error.ts';
import { plainValue } from './plain-value.ts';
import { isMoment, parseNumber } from './read-parameter.ts';
import { parseValueList } from './value-list.ts';

/** Says what is wrong with a value of this kind and how to write it; null when nothing is. */
type KindCheck = (value: string, spec: ParameterSpec) => string | null;

const KIND_CHECKS: Readonly<Record<ParameterSpec['kind'], KindCheck>> = {
  number: (value, { label }) =>
    parseNumber(value) === null
      ? `${label} is "${value}", which is not a number; write one such as 2.5.`
      : null,
  integer: (value, { label }) => {
    const parsed = parseNumber(value);
    return parsed === null || !Number.isInteger(parsed) || parsed < 0
      ? `${label} is "${value}"; write a whole number that is not negative.`
      : null;
  },
  date: (value, { label }) =>
    isMoment(plainValue(value))
      ? null
      : `${label} is "${value}"; write a day as 2024-03-10 or a moment as 2024-03-10T12:00:00Z.`,
  value_list: (value, { label }) => syntaxProblem(label, () => parseValueList(value)),
  column_list: (value, { label }) => syntaxProblem(label, () => parseColumnList(value)),
  text: () => null,
  sql_query: () => null,
  sql_condition: () => null,
  name: () => null,
};

function syntaxProblem(label: string, parse: () => unknown): string | null {
  try {
    parse();
    return null;
  } catch (error) {
    if (error instanceof ParameterSyntaxError) return `${label}: ${error.message}`;
    throw error;
  }
}

/** Every problem of the parameters that `specs` describe, all at once; empty = fine. */
export function parameterProblems(
  specs: readonly ParameterSpec[],
  definition: TestDefinition,
): readonly ParameterProblem[] {
  const problems = specs.flatMap((spec) => {
    const problem = problemOf(spec, definition);
    return problem === null ? [] : [{ field: spec.field, problem }];
  });
  return [...problems, ...strayConnection(specs, definition)];
}

/** Left aside, it would turn a comparison with another database into one with the same. */
function strayConnection(
  specs: readonly ParameterSpec[],
  { testType, parameters: { match_connection_name } }: TestDefinition,
): readonly ParameterProblem[] {
  const field = 'match_connection_name';
  if (match_connection_name === null || specs.some((spec) => spec.field === field)) return [];
  const problem = `The test ${testType} stays within its own connection; leave this out, or choose a test whose name begins with Reconcile.`;
  return [{ field, problem }];
}

function problemOf(spec: ParameterSpec, definition: TestDefinition): string | null {
  const value = definition.parameters[spec.field];
  if (value === null || isEmpty(String(value), spec)) {
    return spec.required ? `${spec.label} is missing. ${spec.help}` : null;
  }
  const written = String(value);
  if (written.includes('\0') || !written.isWellFormed()) {
    return `${spec.label} holds a character that no database can store; write it anew.`;
  }
  return KIND_CHECKS[spec.kind](written, spec);
}

/** SQL is read without the semicolon at its end. */
const isEmpty = (written: string, { kind }: ParameterSpec): boolean =>
  (kind === 'sql_query' || kind === 'sql_condition' ? /^[\s;]*$/ : /^\s*$/).test(written);

/** The `validate` of a type whose parameters need no more than their own checks. */
export const checkParameters =
  (specs: readonly ParameterSpec[]) =>
  (definition: TestDefinition): readonly ParameterProblem[] =>
    parameterProblems(specs, definition);
