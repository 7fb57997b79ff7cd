/** What a validation issue says to a person: the end of a sentence that begins with the place. */
import type { z } from 'zod';

const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'null',
};

const typeWord = (type: string): string => TYPE_WORDS[type] ?? `of type ${type}`;

function listWords(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

const plural = (count: number | bigint, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;

function sizeWords(origin: string, bound: 'least' | 'most', limit: number | bigint): string {
  if (origin === 'string') {
    return limit === 1 && bound === 'least'
      ? 'must not be empty'
      : `must have at ${bound} ${plural(limit, 'character')}`;
  }
  if (origin === 'array' || origin === 'set') {
    return `must have at ${bound} ${limit} ${limit === 1 ? 'entry' : 'entries'}`;
  }
  return `must be at ${bound} ${limit}`;
}

/** The types that the branches of a union would have taken. */
function unionWords(branches: readonly (readonly z.core.$ZodIssue[])[]): string {
  const types = branches
    .flat()
    .flatMap((issue) => (issue.code === 'invalid_type' ? [typeWord(issue.expected)] : []));
  return types.length === 0 ? 'is not valid' : `must be ${listWords([...new Set(types)])}`;
}

/**
 * Words for an issue that its schema has none of its own for. Values of the request are never repeated: they may
 * be secrets.
 */
export function issueWording(issue: z.core.$ZodRawIssue): string {
  if (issue.input === undefined && issue.code !== 'custom') return 'is required';
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${typeWord(issue.expected)}`;
    case 'invalid_value':
      return `must be ${issue.values.length === 1 ? '' : 'one of '}${listWords(issue.values.map(String))}`;
    case 'too_small':
      return sizeWords(issue.origin, 'least', issue.minimum);
    case 'too_big':
      return sizeWords(issue.origin, 'most', issue.maximum);
    case 'invalid_union':
      return Array.isArray(issue.options)
        ? `must be one of ${listWords(issue.options.map(String))}`
        : unionWords(issue.errors);
    case 'invalid_format':
      return 'does not have the right form';
    default:
      return 'is not valid';
  }
}
