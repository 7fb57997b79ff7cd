import { column, createRenderer, type Dialect, minimum } from '@assay/dialects';

/** Orders by code point whatever the collation, as `minimum` does: its spelling says how. */
export function inCodePointOrder(dialect: Dialect, name: string): string {
  const spelled = createRenderer(dialect).aggregate(minimum(column(name, 'text')), null);
  return spelled.replace(/^min\((.*)\)$/s, '$1');
}
