import { ParameterSyntaxError } from './parameter-syntax-error.ts';

/** One step: a key after a dot (at the start also without), a place in brackets, or a quoted key in brackets. */
const STEP = /^(?:\.([^.[\]"'*\s]+)|\[(\d+)\]|\["([^"]+)"\]|\['([^']+)'\])/;
const REMEDY =
  'write keys after dots, places in brackets, and odd keys in quotes: $.order.items[0]["unit price"].';

/**
 * The steps of a path into JSON: `$.a.b[0]["odd key"]`, with or without `$` at the start. Places count from 0.
 * Throws ParameterSyntaxError for wildcards, negative places and everything else that names more or less than one value.
 */
export function parseJsonPath(written: string): readonly string[] {
  const trimmed = written.trim().replace(/^\$(?=[.[]|$)/, '');
  const steps: string[] = [];
  let rest = /^[.[]/.test(trimmed) || trimmed === '' ? trimmed : `.${trimmed}`;
  while (rest !== '') {
    const read = STEP.exec(rest);
    if (read === null) throw new ParameterSyntaxError(`"${rest}" is no step of a path; ${REMEDY}`);
    const step = read.slice(1).find((part) => part !== undefined)!;
    // Where one engine would look for a key, another would count from the end of a list.
    if (/^-\d+$/.test(step)) throw new ParameterSyntaxError(`"${step}" is negative; count places from 0.`);
    steps.push(step);
    rest = rest.slice(read[0].length);
  }
  if (steps.length === 0) throw new ParameterSyntaxError(`The path names nothing; ${REMEDY}`);
  return steps;
}
