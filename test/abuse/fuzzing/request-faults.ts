/** What is wrong with an answer to this request. */
import { type Operation, readParams, readRequest } from '@assay/contract';
import { readErrors } from './answer-faults.ts';
import { asRead, type FuzzedRequest, type RequestParts } from './fuzzed-request.ts';
import type { SeededProject } from './seeded-project.ts';
import type { WireAnswer } from './send-request.ts';

/** A request that was right but for one place is told that place. */
export function placeFaults(
  operation: Operation,
  request: FuzzedRequest,
  { status, text }: WireAnswer,
): string[] {
  const { spoiled, intended } = request;
  if (spoiled === null || status !== 422) return [];
  if (!isReadable(operation, intended) || isReadable(operation, request)) return [];
  const paths = (readErrors(text) ?? []).map(({ path }) => path ?? '');
  const isNear = paths.some((path) => path.startsWith(spoiled) || spoiled.startsWith(path));
  return isNear ? [] : [`${spoiled} is wrong, but named are ${paths.join(', ')}`];
}

const isReadable = (operation: Operation, parts: RequestParts): boolean =>
  readParams(operation, parts.path).ok && readRequest(operation, asRead(parts)).ok;

/** Whoever works in one project neither sees another nor uses what lies there. */
export function strangerFaults(
  operation: Operation,
  foreign: SeededProject,
  request: FuzzedRequest,
  { status, text }: WireAnswer,
): string[] {
  const faults = text.includes(foreign.marker) ? ['shows what belongs to another project'] : [];
  const written = JSON.stringify([request.path, request.query, request.body]);
  const strangers = idsOf(foreign).filter((id) => written.includes(id));
  if (operation.method !== 'GET' && status < 300 && strangers.length > 0)
    faults.push(`takes ${strangers.join(', ')} of another project`);
  return faults;
}

const idsOf = ({ ids, spareIds, jobs, earlierJobs }: SeededProject): string[] =>
  [ids, spareIds, jobs, earlierJobs].flatMap((things) => Object.values(things)).filter((id) => UUID.test(id));
const UUID = /^[0-9a-f]{8}-/;
