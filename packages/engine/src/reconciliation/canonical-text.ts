/** Columns of two databases as texts that are equal for equal values. */
import { comparedKind, type ReconciledColumn } from '@assay/checks';
import {
  asDouble,
  asText,
  canonicalDecimal,
  canonicalMoment,
  canonicalNumber,
  column,
  type Expression,
  type GroupTotal,
} from '@assay/dialects';
import type { Target } from '../target.ts';

type Facets = Pick<Target, 'facets'>;

export function canonicalText(target: Facets, compared: ReconciledColumn): Expression<'text'> {
  switch (comparedKind(compared)) {
    case 'number': {
      const number = numberOf(target, compared);
      // Whole numbers are written the same everywhere, and need not be taken apart.
      const isWhole = compared.isDecimal === false && number.kind === 'column';
      if (isWhole) return asText(number);
      return compared.isDecimal === null ? canonicalNumber(number) : canonicalDecimal(number);
    }
    case 'moment':
      return canonicalMoment(column(compared.name, 'moment'));
    case 'boolean':
      return asText(column(compared.name, 'boolean'));
    case 'text':
      return asText(ownValue(compared));
  }
}

/** As a person should see it. */
export const shownValue = (compared: ReconciledColumn): Expression =>
  comparedKind(compared) === 'text' ? asText(ownValue(compared)) : ownValue(compared);

/** What a total is taken of. */
export function totalled(
  target: Facets,
  compared: ReconciledColumn,
  total: GroupTotal['total'],
): Pick<GroupTotal, 'of' | 'type'> {
  switch (comparedKind(compared)) {
    case 'number': {
      const number = numberOf(target, compared);
      // A sum of 32-bit floats keeps seven digits on some engines.
      return {
        of: total === 'sum' && compared.columnType === 'real' ? asDouble(number) : number,
        type: 'number',
      };
    }
    case 'moment':
      return { of: column(compared.name, 'moment'), type: 'moment' };
    case 'boolean':
      return { of: column(compared.name, 'boolean'), type: 'text' };
    case 'text':
      return { of: asText(ownValue(compared)), type: 'text' };
  }
}

const numberOf = (target: Facets, compared: ReconciledColumn): Expression<'number'> =>
  target.facets?.(compared)?.number ?? column(compared.name, 'number');

/** The type only where the tree may tell it: a value of a database's own kind is no text yet. */
const ownValue = ({ name, generalType }: ReconciledColumn): Expression =>
  generalType === 'A' ? column(name, 'text') : column(name);
