/**
 * Turns a shape of the profile (`AAN-NNN`: letters and digits by class, the rest as it is) into a regular
 * expression. Every character with a meaning in regular expressions is escaped, so a dot means a dot.
 */
const CLASSES: Readonly<Record<string, string>> = { A: '[A-Z]', a: '[a-z]', N: '[0-9]' };
/** PostgreSQL takes no larger bound: https://www.postgresql.org/docs/current/functions-matching.html */
const LARGEST_BOUND = 255;
const SPECIAL = /[\\^$.|?*+()[\]{}]/;

export function shapeToPattern(shape: string): string {
  const runs = shape.match(/(.)\1*/gsu) ?? [];
  return runs
    .map((run) => {
      const characters = [...run];
      const character = characters[0]!;
      const spelled = CLASSES[character] ?? (SPECIAL.test(character) ? `\\${character}` : character);
      return repeated(spelled, characters.length);
    })
    .join('');
}

/** Long runs are spelled in several parts. */
function repeated(spelled: string, times: number): string {
  if (times === 1) return spelled;
  if (times <= LARGEST_BOUND) return `${spelled}{${times}}`;
  return `${spelled}{${LARGEST_BOUND}}${repeated(spelled, times - LARGEST_BOUND)}`;
}

/**
 * The pattern, held against the whole value. Flags at its start, such as `(?i)`, stay at the start, where
 * engines look for them.
 */
export function anchored(pattern: string): string {
  const [flags = ''] = /^(\(\?[a-z]+\))?/.exec(pattern) ?? [];
  return `${flags}^(${pattern.slice(flags.length)})$`;
}
