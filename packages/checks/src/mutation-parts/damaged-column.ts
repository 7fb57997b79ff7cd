/** The column that a defect befalls, as an expression of its type. */
import { column, type Expression } from '@assay/dialects';
import type { MutatedColumn } from '../mutation.ts';

export const anyOf = ({ name }: MutatedColumn): Expression => column(name);
/** Text as text, so that it compares by code point. */
export const valueIn = (damaged: MutatedColumn): Expression =>
  damaged.generalType === 'A' ? textOf(damaged) : anyOf(damaged);
export const textOf = ({ name }: MutatedColumn): Expression<'text'> => column(name, 'text');
export const numberOf = ({ name }: MutatedColumn): Expression<'number'> => column(name, 'number');
export const momentOf = ({ name }: MutatedColumn): Expression<'moment'> => column(name, 'moment');
