/** One call for all who ask at the same time. */

/**
 * Gives a function that answers for one item. There is one call of `answerAll` at a time, for all items that came by the time
 * it begins; nobody gets what was true before they asked. However many ask, they cost the database no more than it can
 * answer one after the other. Answers are in the order of the items; rejects, for all of a call, when it does.
 */
export function together<Item, Answer>(
  answerAll: (items: readonly Item[]) => Promise<readonly Answer[]>,
): (item: Item) => Promise<Answer> {
  interface Call {
    readonly items: Item[];
    readonly answers: Promise<readonly Answer[]>;
  }
  /** The call that has not begun. */
  let next: Call | null = null;
  let previous: Promise<unknown> = Promise.resolve();
  const prepare = (): Call => {
    const items: Item[] = [];
    const turn = new Promise((resolve) => setImmediate(resolve));
    const answers = Promise.all([turn, previous]).then(() => {
      next = null;
      return answerAll(items);
    });
    previous = answers.catch(() => {});
    return { items, answers };
  };
  return async (item) => {
    next ??= prepare();
    const { items, answers } = next;
    const place = items.push(item) - 1;
    return (await answers)[place] as Answer;
  };
}

/** The same for reading values by their keys: each key once a call, undefined for one that `read` gives no value for. */
export function readTogether<Value>(
  read: (keys: readonly string[]) => Promise<ReadonlyMap<string, Value>>,
): (key: string) => Promise<Value | undefined> {
  return together(async (keys) => {
    const values = await read([...new Set(keys)]);
    return keys.map((key) => values.get(key));
  });
}
