/**
 * Proposes tests from profiles and says what that changes: a plan for the caller to show, or to store as a whole.
 *
 * A test keeps its identity (type, table, column) from one generation to the next. What a person changed stays:
 * edited fields one by one, locked tests altogether, and whether a test is active is not generation's business.
 * A test is removed only when its table was profiled completely and no longer suggests it; a table that failed,
 * is empty or was not profiled teaches nothing and changes nothing.
 */
import type { TableProfile } from './column-profile.ts';
import { proposeTests, type TypedProposal } from './propose-tests.ts';
import {
  NO_PARAMETERS,
  type ParameterField,
  type TestDefinition,
  type TestParameters,
} from './test-definition.ts';
import type { TestType } from './test-type.ts';
import { type KeptBecause, type Stay, type UnproposedTest, whyItStays } from './unproposed-test.ts';

export interface ExistingTest extends UnproposedTest {
  readonly definition: TestDefinition;
}

export interface GenerationFacts {
  readonly runAt: string;
  /** Earlier complete runs, newest first; the current profiles are not among them. */
  readonly history: readonly (readonly TableProfile[])[];
  readonly existing: readonly ExistingTest[];
  /** Every table that exists, to tell dropped tables from unprofiled ones; null = not known. */
  readonly tablesThatExist?: readonly string[] | null;
}

export interface GeneratedTest {
  readonly testType: string;
  readonly table: string;
  readonly column: string | null;
  readonly parameters: TestParameters;
  readonly reason: string;
}
export interface ChangedTest {
  readonly id: string;
  /** Only the fields that change. */
  readonly changes: Partial<TestParameters>;
  /** What generation would set in fields that a person set, and does not. */
  readonly withheld: Partial<TestParameters>;
  readonly reason: string;
}
export interface RemovedTest {
  readonly id: string;
  readonly reason: string;
}
export interface KeptTest extends Stay, Pick<ChangedTest, 'id' | 'withheld'> {}

export interface GenerationPlan {
  readonly add: readonly GeneratedTest[];
  readonly update: readonly ChangedTest[];
  readonly remove: readonly RemovedTest[];
  readonly unchanged: readonly KeptTest[];
}

/** Considers the given types only: existing tests of other types are not mentioned in the plan. */
export function generateTests(
  profiles: readonly TableProfile[],
  types: readonly TestType[],
  facts: GenerationFacts,
): GenerationPlan {
  const generating = types.filter(({ generation }) => generation !== null);
  const keys = new Set(generating.map(({ key }) => key));
  const proposals = new Map(
    proposeTests(generating, profiles, facts).map((proposal) => [identityOf(proposal), proposal]),
  );
  const existing = facts.existing.filter(({ definition }) => keys.has(definition.testType));
  const settled = existing.map((test) => settle(test, proposals, profiles, facts.tablesThatExist ?? null));
  const covered = new Set(existing.map(({ definition }) => identityOf(definition)));
  return {
    add: [...proposals].filter(([identity]) => !covered.has(identity)).map(([, proposal]) => added(proposal)),
    update: settled.filter((outcome) => 'changes' in outcome),
    remove: settled.filter((outcome): outcome is RemovedTest => !('withheld' in outcome)),
    unchanged: settled.filter((outcome) => 'because' in outcome),
  };
}

const identityOf = (test: {
  readonly testType: string;
  readonly table: string | null;
  readonly column: string | null;
}): string => JSON.stringify([test.testType, test.table, test.column]);

const added = ({ testType, table, column, parameters, reason }: TypedProposal): GeneratedTest => ({
  testType,
  table,
  column,
  parameters: { ...NO_PARAMETERS, ...parameters },
  reason,
});

type Outcome = ChangedTest | RemovedTest | KeptTest;

function settle(
  test: ExistingTest,
  proposals: ReadonlyMap<string, TypedProposal>,
  profiles: readonly TableProfile[],
  tablesThatExist: readonly string[] | null,
): Outcome {
  const { definition } = test;
  const proposal = proposals.get(identityOf(definition));
  if (proposal) return renewed(test, proposal);
  const stays = whyItStays(test, profiles, tablesThatExist);
  if (stays !== null) return { id: definition.id, ...stays, withheld: {} };
  const place = [definition.table, definition.column].filter((name) => name !== null).join('.');
  return {
    id: definition.id,
    reason: `The latest profile no longer suggests this test of ${place}.`,
  };
}

function renewed(
  { definition, generated, locked, manualFields }: ExistingTest,
  proposal: TypedProposal,
): Outcome {
  const { id } = definition;
  const kept = (because: KeptBecause, reason: string, withheld: Partial<TestParameters> = {}): KeptTest => ({
    id,
    because,
    reason,
    withheld,
  });
  if (!generated) return kept('made_by_hand', 'A person made this test; it stands in for the proposed one.');
  if (locked) return kept('locked', 'The test is locked.');
  const different = (Object.keys(proposal.parameters) as ParameterField[]).filter(
    (field) => definition.parameters[field] !== proposal.parameters[field],
  );
  const edited = different.filter((field) => manualFields.includes(field));
  const free = different.filter((field) => !manualFields.includes(field));
  const withheld = valuesOf(proposal, edited);
  if (free.length > 0) return { id, changes: valuesOf(proposal, free), withheld, reason: proposal.reason };
  return edited.length > 0
    ? kept('edited', `A person set ${edited.join(', ')}.`, withheld)
    : kept('up_to_date', proposal.reason);
}

const valuesOf = (
  { parameters }: TypedProposal,
  fields: readonly ParameterField[],
): Partial<TestParameters> => Object.fromEntries(fields.map((field) => [field, parameters[field]]));
