/**
 * Asks for everything in one go; when that fails, halves the question until what is broken stands alone. One broken
 * part among n costs about 2 log2(n) further asks and none of its neighbours.
 */
export async function bisect<Part>(
  parts: readonly Part[],
  ask: (parts: readonly Part[], isWhole: boolean) => Promise<void>,
  onBroken: (part: Part, error: unknown) => void,
): Promise<void> {
  const halve = async (some: readonly Part[]): Promise<void> => {
    try {
      await ask(some, some.length === parts.length);
    } catch (error) {
      const [first] = some;
      if (first === undefined) throw error;
      // `onBroken` throws again what is not the fault of any part.
      if (some.length === 1) return onBroken(first, error);
      const middle = Math.ceil(some.length / 2);
      await halve(some.slice(0, middle));
      await halve(some.slice(middle));
    }
  };
  await halve(parts);
}
