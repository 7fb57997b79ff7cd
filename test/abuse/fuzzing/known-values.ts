/** What the fuzzer puts where a schema says only "a UUID" or "a text": things that exist, of both projects, or not at all. */
import type { JobKey, Operation } from '@assay/contract';
import fc from 'fast-check';
import { DEAD_ADDRESS, type SeededProject } from './seeded-project.ts';

/** Every other request would be about nothing; those of strangers are told from the projects' own below. */
const SHARES = { own: 16, missing: 1, foreign: 1 } as const;

/** Held, so that the answer comes late. */
const SHORT_WAITS = [0, 0, 0, 1];

const ADDRESSES = [
  DEAD_ADDRESS,
  'http://127.0.0.1:9',
  'http://[::1]:9/',
  'http://169.254.169.254/latest/meta-data',
];

export interface KnownProjects {
  readonly own: SeededProject;
  readonly foreign: SeededProject;
  /** Waits in the queue, and can be canceled. */
  readonly pendingJob: string;
}

/** There is one of them for each group or suite, so that a second one needs another group or suite. */
const ONE_OF_A_KIND = ['createMonitors', 'createGate'];
/** Changes, deletions and what replaces the content of a suite take things that nothing else needs. */
const takesSpare = ({ id, method, path }: Operation): boolean =>
  ONE_OF_A_KIND.includes(id) ||
  id === 'importTestDefinitions' ||
  ((method === 'PATCH' || method === 'DELETE') && !path.includes('/catalog/'));

/** Null for a property that its schema says enough about. */
export function knownValues(
  operation: Operation,
  projects: KnownProjects,
): (property: string) => fc.Arbitrary<unknown> | null {
  return (property) => {
    if (property === 'wait') return fc.constantFrom(...SHORT_WAITS);
    if (property === 'url') return fc.constantFrom(...ADDRESSES);
    if (property === 'host') return fc.constantFrom('127.0.0.1', 'localhost', '::1');
    const own = ownValues(operation, projects, property);
    if (own.length === 0) return null;
    const missing = property.endsWith('_id') || property === 'with' ? fc.uuid() : fc.string({ minLength: 1 });
    return fc.oneof(
      { weight: SHARES.own, arbitrary: fc.constantFrom(...own) },
      { weight: SHARES.missing, arbitrary: missing },
      { weight: SHARES.foreign, arbitrary: fc.constantFrom(...foreignValues(operation, projects, property)) },
    );
  };
}

export const foreignValues = (
  operation: Operation,
  { foreign }: Pick<KnownProjects, 'foreign'>,
  property: string,
): string[] => namedIn(foreign, operation, property, foreign.ids);

export function ownValues(operation: Operation, projects: KnownProjects, property: string): string[] {
  const { own, pendingJob } = projects;
  if (operation.id === 'createProject') return [];
  if (operation.id === 'backtestTestDefinition' && property === 'test_definition_id')
    return [own.ids.trend_definition_id, own.ids.test_definition_id].map(String);
  if (operation.id === 'cancelJob' && property === 'job_id') return [pendingJob];
  const ids = takesSpare(operation) ? { ...own.ids, ...own.spareIds } : own.ids;
  const values = namedIn(own, operation, property, ids);
  return property === 'job_id' && jobKeyOf(operation) === null ? [...values, pendingJob] : values;
}

/** A job of the kind that the operation is about, or of any. */
function namedIn(
  project: SeededProject,
  operation: Operation,
  property: string,
  ids: Readonly<Record<string, string>>,
): string[] {
  if (property === 'job_id' || property === 'with') {
    const jobs = property === 'job_id' ? project.jobs : project.earlierJobs;
    const key = jobKeyOf(operation);
    return key === null ? Object.values(jobs) : [jobs[key]].filter((id) => id !== undefined);
  }
  const value = ids[property];
  return value === undefined ? [] : [value];
}

const jobKeyOf = ({ access }: Operation): JobKey | null =>
  access !== 'none' && 'jobKey' in access ? (access.jobKey as JobKey) : null;
