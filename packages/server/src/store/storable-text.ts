/** Text as PostgreSQL can hold it. */

const NUL = '\u0000';
/** SYMBOL FOR NULL: what a reader should see where PostgreSQL cannot hold the character itself. */
const NUL_SYMBOL = '\u2400';

/**
 * Replaces the two things that JavaScript strings may hold and PostgreSQL text and jsonb may not: the NUL
 * character and lone surrogates. Profiles hold values of users' data, and one odd value must not fail a run.
 */
export function storableText(text: string): string {
  const withoutNul = text.includes(NUL) ? text.replaceAll(NUL, NUL_SYMBOL) : text;
  return withoutNul.isWellFormed() ? withoutNul : withoutNul.toWellFormed();
}
