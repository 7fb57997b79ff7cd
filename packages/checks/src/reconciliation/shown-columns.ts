/** How the columns of shown differences are called, and which column of the tested table is behind a name. */
import type { GroupTotal } from '@assay/dialects';
import { TOTALS } from './compared-kind.ts';

/** What the reference has instead. */
export const ofReference = (name: string): string => `reference.${name}`;
export const totalName = (total: GroupTotal['total'], column: string): string => `${total}(${column})`;

/** Says what is wrong with the item, without a value of anyone's. */
export const DIFFERENCE_COLUMN = 'difference';

const TOTAL = new RegExp(`^(?:${TOTALS.join('|')})\\((.*)\\)$`, 's');

/** Every column that the name may stand for, itself first: a table may have a column called `reference.id`. */
export function columnsBehind(shown: string): readonly string[] {
  const ofOther = shown.startsWith(ofReference('')) ? [shown.slice(ofReference('').length)] : [];
  const names = [shown, ...ofOther];
  return [...names, ...names.flatMap((name) => TOTAL.exec(name)?.[1] ?? [])];
}
