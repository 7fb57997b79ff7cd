/** Rules of gates. */
import type { GateChange, NewGate } from '@assay/contract';
import { uuidV7 } from '@assay/jobs';
import { invalidRequest, notFound, problem } from '../../http/api-problem.ts';
import { json } from '../../store/json-column.ts';
import type { Queryable } from '../../store/store.ts';
import { isUniqueViolation } from '../../store/store-error.ts';
import type { ServerContext } from '../server-context.ts';
import { findTableGroup } from '../table-groups/table-groups.store.ts';
import { findTestSuite } from '../test-suites/test-suites.store.ts';
import {
  findGate,
  GATE_NAME_CONSTRAINT,
  GATE_TARGET_CONSTRAINTS,
  insertGate,
  lockGate,
  type PlacedGate,
  updateGate,
} from './gates.store.ts';

export async function addGate(
  { store }: ServerContext,
  projectId: string,
  gate: NewGate,
): Promise<PlacedGate> {
  const id = uuidV7();
  return store.transaction(async ({ db }) => {
    await refuseStrangeTarget(db, projectId, gate);
    await refusingDuplicates(gate.name, () =>
      insertGate(db, {
        id,
        project_id: projectId,
        name: gate.name,
        test_suite_id: gate.test_suite_id ?? null,
        table_group_id: gate.table_group_id ?? null,
        test_policy: json(gate.tests),
        profile_policy: json(gate.profile),
      }),
    );
    return getGate(db, id);
  });
}

/** Policies change field by field. */
export async function changeGate(
  { store }: ServerContext,
  id: string,
  { name, tests = {}, profile = {} }: GateChange,
): Promise<PlacedGate> {
  return store.transaction(async ({ db }) => {
    const before = await lockGate(db, id);
    if (before === undefined) throw notFound();
    await refusingDuplicates(name ?? before.name, () =>
      updateGate(db, id, {
        name: name ?? before.name,
        test_policy: json({ ...before.test_policy, ...given(tests) }),
        profile_policy: json({ ...before.profile_policy, ...given(profile) }),
      }),
    );
    return getGate(db, id);
  });
}

const given = <Fields extends object>(fields: Fields) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Name in keyof Fields]?: Exclude<Fields[Name], undefined>;
  };

export async function getGate(db: Queryable, id: string): Promise<PlacedGate> {
  const gate = await findGate(db, id);
  if (gate === undefined) throw notFound();
  return gate;
}

/** What another project has and what nobody has are refused alike. */
async function refuseStrangeTarget(db: Queryable, projectId: string, gate: NewGate): Promise<void> {
  if (gate.test_suite_id !== undefined) {
    const suite = await findTestSuite(db, gate.test_suite_id);
    if (suite?.project_id === projectId) return;
    throw invalidRequest('body.test_suite_id', 'body.test_suite_id names no test suite of this project.');
  }
  const group = await findTableGroup(db, gate.table_group_id ?? '');
  if (group?.project_id === projectId) return;
  throw invalidRequest('body.table_group_id', 'body.table_group_id names no table group of this project.');
}

async function refusingDuplicates(name: string, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (isUniqueViolation(error, GATE_NAME_CONSTRAINT)) {
      throw problem('already_exists', `The project has a gate "${name}" already; choose another name.`);
    }
    if (GATE_TARGET_CONSTRAINTS.some((constraint) => isUniqueViolation(error, constraint))) {
      throw problem('already_exists', 'It has a gate already; change that one (find it with GET .../gates).');
    }
    throw error;
  }
}
