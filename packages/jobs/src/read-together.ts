/** One read for all who ask at the same time. */

/**
 * Gives a function that looks one key up. There is one call of `read` at a time, for all keys that were asked for by the time
 * it begins; nobody gets what was true before they asked. However many ask, they cost the database no more than it can
 * answer one after the other. Undefined for a key that `read` gives no value for; rejects, for all of a call, when `read` does.
 */
export function readTogether<Value>(
  read: (keys: readonly string[]) => Promise<ReadonlyMap<string, Value>>,
): (key: string) => Promise<Value | undefined> {
  interface Call {
    readonly keys: Set<string>;
    readonly values: Promise<ReadonlyMap<string, Value>>;
  }
  /** The call that has not begun. */
  let next: Call | null = null;
  let previous: Promise<unknown> = Promise.resolve();
  const prepare = (): Call => {
    const keys = new Set<string>();
    const turn = new Promise((resolve) => setImmediate(resolve));
    const values = Promise.all([turn, previous]).then(() => {
      next = null;
      return read([...keys]);
    });
    previous = values.catch(() => {});
    return { keys, values };
  };
  return async (key) => {
    next ??= prepare();
    const { keys, values } = next;
    keys.add(key);
    return (await values).get(key);
  };
}
