/** Query parameters arrive as text (or as a list of texts when repeated); these read them strictly. */
import { z } from 'zod';

const readInteger = (value: unknown): unknown =>
  typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value;

const readBoolean = (value: unknown): unknown => {
  if (value === 'true') return true;
  return value === 'false' ? false : value;
};

/** `?a=x,y` and `?a=x&a=y` both read as ["x", "y"]; an empty text as no choice at all. */
const readList = (value: unknown): unknown => {
  if (value === undefined) return undefined;
  const parts: unknown[] = Array.isArray(value) ? value : [value];
  if (!parts.every((part) => typeof part === 'string')) return value;
  return parts
    .flatMap((part) => part.split(','))
    .map((part) => part.trim())
    .filter((part) => part !== '');
};

/**
 * The cast keeps what callers of the client see: the inner schema, optional where that is. As plain preprocess it
 * would be `unknown` and required.
 */
function read<Schema extends z.ZodType>(reader: (value: unknown) => unknown, schema: Schema): Schema {
  return z.preprocess(reader, schema) as unknown as Schema;
}

const WHOLE_NUMBER = z.int({
  // Only for its type: bounds keep the usual wording.
  error: (issue) => (issue.code === 'invalid_type' ? 'must be a whole number' : undefined),
});

/** A whole number between `min` and `max` (both included), `fallback` when left out. */
export const integerQuery = (options: { min: number; max: number; fallback: number; says: string }) =>
  read(
    readInteger,
    WHOLE_NUMBER.min(options.min).max(options.max).default(options.fallback).describe(options.says),
  );

/** A whole number between `min` and `max` (both included), or none. */
export const optionalIntegerQuery = (options: { min: number; max: number; says: string }) =>
  read(readInteger, WHOLE_NUMBER.min(options.min).max(options.max).optional().describe(options.says));

/** `true` or `false`; left out = no preference. */
export const booleanQuery = (says: string) => read(readBoolean, z.boolean().optional().describe(says));

/** One or more of the given words, separated by commas; left out or empty = all. */
export const choiceQuery = <const Choices extends readonly [string, ...string[]]>(
  choices: Choices,
  says: string,
) => read(readList, z.array(z.enum(choices)).default([]).describe(says));

/** An exact text to filter by. */
export const textQuery = (says: string) => z.string().min(1).max(500).optional().describe(says);
