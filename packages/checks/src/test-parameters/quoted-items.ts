import { ParameterSyntaxError } from './parameter-syntax-error.ts';

interface QuotedItem {
  readonly value: string;
  readonly quoted: boolean;
}

/**
 * Splits a comma list whose items may stand in quotes; a quote inside quotes is doubled, and a comma inside
 * quotes belongs to the item. Bare items are trimmed. Throws ParameterSyntaxError.
 */
export function splitQuotedItems(list: string, quote: '"' | "'"): QuotedItem[] {
  const items: QuotedItem[] = [];
  let rest = list.trim();
  while (true) {
    const [item, after] = takeItem(rest, quote);
    items.push(item);
    if (after === '') return items;
    if (!after.startsWith(',')) {
      throw new ParameterSyntaxError(
        `There must be a comma after ${quote}${item.value}${quote}, but there is "${after}".`,
      );
    }
    rest = after.slice(1).trim();
  }
}

function takeItem(rest: string, quote: '"' | "'"): [QuotedItem, string] {
  if (!rest.startsWith(quote)) {
    const end = rest.indexOf(',');
    const value = (end < 0 ? rest : rest.slice(0, end)).trim();
    return [{ value, quoted: false }, end < 0 ? '' : rest.slice(end)];
  }
  let value = '';
  for (let at = 1; at < rest.length; at += 1) {
    if (rest[at] !== quote) value += rest[at];
    else if (rest[at + 1] === quote) {
      value += quote;
      at += 1;
    } else return [{ value, quoted: true }, rest.slice(at + 1).trim()];
  }
  throw new ParameterSyntaxError(
    `The quote before "${value}" is never closed; write ${quote}${value}${quote}.`,
  );
}
