/** What the values are, whatever the column is called: numbers with check digits, addresses of people and machines. */
import type { PiiCategory, PiiRisk } from '../pii-flag.ts';
import { shareOf } from '../read-measure.ts';
import { percent } from '../semantic-types/semantic-rule.ts';
import type { ValueKind } from '../value-kinds/value-kind.ts';
import { VALUE_RECOGNISERS } from '../value-kinds/value-recognisers.ts';
import type { PiiRule, PiiSubject } from './pii-rule.ts';

const FEWEST_LOOKED = 5;
const SHARE_OF_KIND = 0.8;
/** Over all columns of a wide database, this few may be flagged by chance. */
const MOST_CHANCE = 1e-4;

interface PersonalKind {
  readonly kind: ValueKind;
  readonly risk: PiiRisk;
  readonly category: PiiCategory;
  readonly type: string;
  /** Share of plain numbers of the right length that pass, as one check digit lets one in ten pass. */
  readonly chance: number;
  /** Words of names under which such values are something else. */
  readonly unless?: readonly string[];
}

const NUMBERS_OF_BOOKS = ['isbn', 'issn', 'ean', 'upc', 'gtin', 'barcode', 'asin'];
const VERSIONS = ['version', 'versions', 'ver', 'release', 'build', 'firmware', 'oid', 'section'];

const PERSONAL_KINDS: readonly PersonalKind[] = [
  { kind: 'national_id_us', risk: 'High', category: 'ID', type: 'SSN', chance: 0.001 },
  {
    kind: 'card_number',
    risk: 'High',
    category: 'ID',
    type: 'Credit',
    chance: 0.1,
    unless: ['imei', ...NUMBERS_OF_BOOKS],
  },
  { kind: 'iban', risk: 'High', category: 'ID', type: 'Bank', chance: 0.001 },
  { kind: 'national_id_fr', risk: 'High', category: 'ID', type: 'National ID', chance: 0.01 },
  { kind: 'national_id_de', risk: 'High', category: 'ID', type: 'National ID', chance: 0.01 },
  { kind: 'national_id_br', risk: 'High', category: 'ID', type: 'National ID', chance: 0.01 },
  {
    kind: 'national_id_in',
    risk: 'High',
    category: 'ID',
    type: 'National ID',
    chance: 0.1,
    unless: NUMBERS_OF_BOOKS,
  },
  {
    kind: 'national_id_uk',
    risk: 'High',
    category: 'ID',
    type: 'National ID',
    chance: 0.1,
    unless: NUMBERS_OF_BOOKS,
  },
  { kind: 'email', risk: 'Moderate', category: 'CONTACT', type: 'Email', chance: 0.001 },
  { kind: 'phone', risk: 'Moderate', category: 'CONTACT', type: 'Phone', chance: 0.001 },
  { kind: 'ipv4', risk: 'Low', category: 'ID', type: 'IP Address', chance: 0.001, unless: VERSIONS },
  { kind: 'ipv6', risk: 'Low', category: 'ID', type: 'IP Address', chance: 0.001 },
  { kind: 'mac_address', risk: 'Low', category: 'ID', type: 'Device', chance: 0.001 },
];

const titleOf = (kind: ValueKind): string =>
  VALUE_RECOGNISERS.find((recogniser) => recogniser.kind === kind)?.title ?? kind;

/** How likely so many of the values pass a check that each of them passes by chance; a bound, not the exact tail. */
export function chanceOf(matched: number, looked: number, chance: number): number {
  let ways = 1;
  for (let left = 1; left <= looked - matched; left += 1) ways *= (looked - left + 1) / left;
  return Math.min(1, ways * chance ** matched);
}

function reasonOf({ kind, chance, unless = [] }: PersonalKind, subject: PiiSubject): string | null {
  const counts = subject.column.valueKinds;
  const matched = counts?.matched[kind] ?? 0;
  if (!counts || counts.looked < FEWEST_LOOKED || shareOf(matched, counts.looked) < SHARE_OF_KIND)
    return null;
  if (chanceOf(matched, counts.looked, chance) > MOST_CHANCE) return null;
  if (subject.words.some((word) => unless.includes(word))) return null;
  const share = percent(matched / counts.looked);
  return `${matched} of ${counts.looked} distinct values looked at (${share}) are ${titleOf(kind)}.`;
}

export const VALUE_RULES: readonly PiiRule[] = PERSONAL_KINDS.map((personal) => ({
  id: `value-${personal.kind.replaceAll('_', '-')}`,
  risk: personal.risk,
  category: personal.category,
  type: personal.type,
  when: 'alone',
  reason: (subject) => reasonOf(personal, subject),
}));
