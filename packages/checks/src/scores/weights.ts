/** How much a column counts in a score: what it means, what its table is for, whether it is about people. */
import type { PiiFlag, PiiRisk } from '../pii-flag.ts';
import type { SemanticType, TableRole } from '../semantic-type.ts';

const TABLE_WEIGHTS: Readonly<Record<TableRole, number>> = {
  entity: 10,
  domain: 5,
  bridge: 5,
  summary: 1.5,
  transaction: 1,
};

/** Semantic types that are not listed weigh 1. */
const COLUMN_WEIGHTS: Readonly<Partial<Record<SemanticType, number>>> = {
  ID: 3,
  'ID-SK': 3,
  'ID-Unique': 3,
  'ID-Unique-SK': 3,
  'ID-FK': 2.5,
  'ID-Secondary': 2,
  Email: 2,
  Phone: 2,
  'Person Full Name': 2,
  'Entity Name': 2,
  'ID-Group': 1.5,
  'Person Given Name': 1.5,
  'Person Last Name': 1.5,
  Address: 1.5,
  City: 1.5,
  State: 1.5,
  Zip: 1.5,
  'Date Stamp': 1.5,
  'DateTime Stamp': 1.5,
  'Transactional Date': 1.5,
  Measurement: 1.5,
  'Measurement Pct': 1.5,
  Code: 1.5,
  Flag: 0.75,
  Attribute: 0.75,
  Description: 0.5,
  Constant: 0.5,
  Sequence: 0.5,
};

const PII_WEIGHTS: Readonly<Record<PiiRisk, number>> = { High: 3, Moderate: 2, Low: 1.5 };
/** Whoever flags a column by hand means it. */
const MANUAL_PII_WEIGHT = 3;

export interface WeighedColumn {
  readonly semanticType: SemanticType | null;
  readonly pii: PiiFlag | null;
}

/** The product of the three weights; 1 for a column of which nothing is known. */
export function columnWeight(role: TableRole | null, { semanticType, pii }: WeighedColumn): number {
  const ofTable = role === null ? 1 : TABLE_WEIGHTS[role];
  const ofColumn = (semanticType && COLUMN_WEIGHTS[semanticType]) ?? 1;
  return ofTable * ofColumn * piiWeight(pii);
}

function piiWeight(pii: PiiFlag | null): number {
  if (pii === null) return 1;
  return pii.manual ? MANUAL_PII_WEIGHT : PII_WEIGHTS[pii.risk];
}
