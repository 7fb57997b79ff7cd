/** What a table is for, told by the meanings of its columns in this run. */
import type { SemanticType, TableRole } from '../semantic-type.ts';

const NAMES = new Set(['Entity Name', 'Person Last Name', 'Person Given Name', 'Person Full Name']);
const PLACES = new Set(['Address', 'City', 'State']);
const KEYS = new Set(['ID-Unique', 'ID-Unique-SK', 'ID-Secondary']);
const REMARKS = new Set(['Attribute', 'Description']);
/** With more measurements than this among its columns, a table is about the measurements. */
const SUMMARY_SHARE = 0.4;

/** `types` are those of the table's columns, one entry a column; null when nothing is known of any. */
export function tableRole(types: readonly SemanticType[]): TableRole | null {
  if (types.length === 0) return null;
  const count = (test: (type: SemanticType) => boolean): number => types.filter(test).length;
  const measures = count((type) => type.startsWith('Measurement'));
  const varying = count((type) => type !== 'Constant');
  const isGrouped = types.some((type) => type.startsWith('ID') || type === 'Category');
  const hasPeriod = types.some((type) => type.startsWith('Period'));

  if (isGrouped && ((hasPeriod && measures > 0) || measures > SUMMARY_SHARE * varying)) return 'summary';
  if (measures > 0 && types.some((type) => type.includes('Transactional Date'))) return 'transaction';
  if (types.some((type) => NAMES.has(type)) && count((type) => PLACES.has(type)) > 1) return 'entity';
  const isLink =
    count((type) => KEYS.has(type)) > 1 && count((type) => REMARKS.has(type)) <= 1 && measures <= 1;
  return isLink ? 'bridge' : 'domain';
}
