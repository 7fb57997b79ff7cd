/** Texts for users on their way into the database. */

/** Longer texts are no messages any more but dumps. */
const TEXT_LIMIT = 2_000;

/** The text without what PostgreSQL refuses (NUL, halves of surrogate pairs), trimmed, at a bearable length. */
export function storableText(text: string): string {
  const storable = text.replaceAll('\u0000', '').toWellFormed().trim();
  return storable.slice(0, TEXT_LIMIT).toWellFormed();
}
