/** The firms that the shop buys from. */
import { addDays } from '../calendar.ts';
import { emailAddress, phoneNumber } from '../personal-numbers.ts';
import type { Random } from '../random.ts';
import type { SqlType, Table } from '../table.ts';
import { FAMILY_NAMES, GIVEN_NAMES_FEMALE } from '../words/people.ts';
import { FIRM_ENDINGS, FIRM_FIRST, FIRM_KINDS } from '../words/trade.ts';
import { anyPlace, streetAddress, zipCode } from './addresses.ts';

const COLUMNS = {
  supplier_id: 'VARCHAR',
  supplier_name: 'VARCHAR',
  contact: 'VARCHAR',
  phone: 'VARCHAR',
  street_address: 'VARCHAR',
  city: 'VARCHAR',
  state: 'VARCHAR',
  zip: 'VARCHAR',
  contract_start: 'VARCHAR',
  last_audited_on: 'DATE',
  certified: 'VARCHAR',
  payment_days: 'INTEGER',
  reliability_rating: 'VARCHAR',
} as const satisfies Record<string, SqlType>;

const LONGEST_SINCE_AUDIT_DAYS = 1_400;
/** Longer than a year: nobody has audited a supplier lately, which is one of the demo's findings. */
const SHORTEST_SINCE_AUDIT_DAYS = 425;

export function suppliers(random: Random, count: number, asOf: string): Table<keyof typeof COLUMNS> {
  const names = random.sample(
    FIRM_FIRST.flatMap((first) => FIRM_KINDS.map((kind) => `${first} ${kind}`)),
    count,
  );
  const rows = names.map((name, i) => {
    const place = anyPlace(random);
    return {
      supplier_id: supplierId(i + 1),
      supplier_name: random.chance(0.6) ? `${name} ${random.pick(FIRM_ENDINGS)}` : name,
      contact: emailAddress(random, random.pick(GIVEN_NAMES_FEMALE), random.pick(FAMILY_NAMES)),
      phone: phoneNumber(random, place),
      street_address: streetAddress(random),
      city: place.city,
      state: place.state,
      zip: zipCode(random, place),
      contract_start: addDays(asOf, -random.integer(100, 3_600)),
      last_audited_on: addDays(asOf, -random.integer(SHORTEST_SINCE_AUDIT_DAYS, LONGEST_SINCE_AUDIT_DAYS)),
      certified: random.chance(0.7) ? 'Yes' : 'No',
      payment_days: String(random.pick([14, 30, 30, 30, 45, 60])),
      reliability_rating: null,
    };
  });
  return { name: 'suppliers', format: 'csv', columns: COLUMNS, rows };
}

/** `S-0042` for 42. */
export function supplierId(number: number): string {
  return `S-${String(number).padStart(4, '0')}`;
}
