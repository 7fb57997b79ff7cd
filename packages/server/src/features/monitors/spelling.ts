/**
 * Finds the table that a definition means: people write names in any case, and where tables differ only in that the exact
 * spelling wins.
 */
export function spellingOf(tables: Iterable<string>): (written: string) => string | undefined {
  const exact = new Set(tables);
  const folded = new Map([...exact].map((table) => [table.toLowerCase(), table]));
  return (written) => {
    const name = written.trim();
    return exact.has(name) ? name : folded.get(name.toLowerCase());
  };
}
