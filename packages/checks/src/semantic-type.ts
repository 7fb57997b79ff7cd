/** What a column means, beyond its data type. */
import type { ColumnMeasures } from './measure-values.ts';

export const SEMANTIC_TYPES = [
  'TBD (Not enough data)',
  'Constant',
  'ID',
  'ID-SK',
  'ID-Unique',
  'ID-Unique-SK',
  'ID-Secondary',
  'ID-Group',
  'ID-FK',
  'Historical Date',
  'Future Date',
  'Schedule Date',
  'Transactional Date',
  'Transactional Date (Wk)',
  'Transactional Date (Mo)',
  'Transactional Date (Qtr)',
  'Date (TBD)',
  'Date Stamp',
  'DateTime Stamp',
  'Period Year',
  'Period Quarter',
  'Period Year-Mon',
  'Period Month',
  'Period Mon-NN',
  'Period Week',
  'Period DOW',
  'Period',
  'Zip',
  'Email',
  'Phone',
  'Address',
  'State',
  'City',
  'Person Full Name',
  'Person Given Name',
  'Person Last Name',
  'Entity Name',
  'Process User',
  'System User',
  'Boolean',
  'Measurement',
  'Measurement Discrete',
  'Measurement Spike',
  'Measurement Pct',
  'Measurement Text',
  'Code',
  'Category',
  'Attribute',
  'Attribute-Numeric',
  'Description',
  'Flag',
  'Sequence',
  'UNKNOWN',
] as const;
export type PlainSemanticType = (typeof SEMANTIC_TYPES)[number];
/** A date that a process stamps on rows carries its own kind behind the word. */
export type SemanticType = PlainSemanticType | `Process ${PlainSemanticType}`;

export const TABLE_ROLES = ['summary', 'transaction', 'entity', 'bridge', 'domain'] as const;
/** What a table is for; the reference product calls it the functional table type. */
export type TableRole = (typeof TABLE_ROLES)[number];

export type { ColumnMeasures };
