/** Semantic types whose values people read as names or addresses, and expect in one casing and with letters. */
import type { ColumnProfile } from '../column-profile.ts';
import type { SemanticType } from '../semantic-type.ts';

const PERSONS: readonly SemanticType[] = ['Person Full Name', 'Person Given Name', 'Person Last Name'];
const NAMES_AND_ADDRESSES: readonly SemanticType[] = [...PERSONS, 'Address', 'City', 'Entity Name'];

const isOneOf = (types: readonly SemanticType[], { semanticType }: ColumnProfile): boolean =>
  semanticType !== null && types.includes(semanticType);
export const isPersonName = (column: ColumnProfile): boolean => isOneOf(PERSONS, column);
export const isNameOrAddress = (column: ColumnProfile): boolean => isOneOf(NAMES_AND_ADDRESSES, column);
export const isPersonOrCity = (column: ColumnProfile): boolean =>
  isPersonName(column) || column.semanticType === 'City';
