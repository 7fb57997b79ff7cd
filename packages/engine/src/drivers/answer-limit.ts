/** How much a target may answer: all of an answer is held in memory, and a user's own query can ask for anything. */
import { TargetError, type TargetLocation } from '../target.ts';

const MEBIBYTE = 2 ** 20;
/** Far above what measuring and listing answer, and below what would end the process. */
export const MAX_ANSWER_BYTES = 128 * MEBIBYTE;

export const answerTooLarge = (location: TargetLocation = {}): TargetError =>
  new TargetError(
    'bad_sql',
    `The answer is larger than ${MAX_ANSWER_BYTES / MEBIBYTE} MiB: ask for fewer or shorter values.`,
    { location },
  );
