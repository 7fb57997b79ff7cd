/** All items of a list, page by page. */
export async function everyPage<Item>(
  fetchPage: (page: number) => Promise<{ items: readonly Item[]; total: number }>,
): Promise<Item[]> {
  const all: Item[] = [];
  for (let page = 1; ; page++) {
    const { items, total } = await fetchPage(page);
    all.push(...items);
    if (items.length === 0 || all.length >= total) return all;
  }
}
