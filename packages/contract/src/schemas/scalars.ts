/** Single values that many schemas share. */
import { z } from 'zod';

const UUID_SPELLING =
  /^(?:urn:uuid:)?\{?([0-9a-f]{8})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{12})\}?$/i;

/** An id in a request: any spelling of a UUID (upper case, without dashes); parsed to lower case with dashes. */
export const idInput = z
  .string()
  .regex(UUID_SPELLING, { error: 'must be a UUID' })
  .transform((text) => UUID_SPELLING.exec(text)?.slice(1).join('-').toLowerCase() ?? text)
  .meta({ format: 'uuid', pattern: undefined });

/** An id in an answer: a UUID in lower case with dashes. */
export const id = z
  .string()
  .regex(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  .meta({ format: 'uuid', pattern: undefined });

/** A time in an answer: ISO 8601, UTC, whole milliseconds: `2026-03-01T08:30:00.000Z`. */
export const timestamp = z.iso.datetime({ precision: 3 }).meta({ pattern: undefined });

/** A time in a request: ISO 8601 with any offset; parsed to UTC with milliseconds. */
export const timestampInput = z.iso
  .datetime({ offset: true, error: 'must be a time such as 2026-03-01T08:30:00Z' })
  .transform((text) => new Date(text).toISOString())
  .meta({ pattern: undefined });

/** A score: 1 is faultless, 0 entirely bad; null when nothing was measured. */
export const score = z
  .number()
  .min(0)
  .max(1)
  .nullable()
  .describe('1 is faultless, 0 entirely bad; null when nothing was measured');

export const count = z.int().min(0);

/** Runs at work at once, over all workers; null = the default. */
export const runLimit = z.int().min(1).max(1000).nullable();

/** A name that people read: trimmed, 1 to 200 characters. */
export const nameInput = z.string().trim().min(1).max(200);

/** Free text that may be absent: null and an empty text mean the same. */
export const descriptionInput = z
  .string()
  .trim()
  .max(2000)
  .nullable()
  .transform((text) => (text === '' ? null : text));

/** A value of a user's data as it travels in JSON: whole numbers beyond 2^53 and decimals as text. */
export const cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);
