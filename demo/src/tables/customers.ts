/** People and firms that have an account with the shop. */
import { addDays } from '../calendar.ts';
import { emailAddress, phoneNumber, taxNumber } from '../personal-numbers.ts';
import type { Random } from '../random.ts';
import type { SqlType, Table } from '../table.ts';
import { FAMILY_NAMES, GIVEN_NAMES_FEMALE, GIVEN_NAMES_MALE } from '../words/people.ts';
import { FIRM_FIRST, FIRM_KINDS } from '../words/trade.ts';
import { anyPlace, streetAddress, zipCode } from './addresses.ts';

const COLUMNS = {
  customer_id: 'INTEGER',
  first_name: 'VARCHAR',
  last_name: 'VARCHAR',
  company_name: 'VARCHAR',
  gender: 'VARCHAR',
  birth_date: 'DATE',
  email: 'VARCHAR',
  phone: 'VARCHAR',
  fax_number: 'VARCHAR',
  street_address: 'VARCHAR',
  city: 'VARCHAR',
  state: 'VARCHAR',
  zip: 'VARCHAR',
  tax_id: 'VARCHAR',
  annual_salary: 'INTEGER',
  loyalty_number: 'VARCHAR',
  newsletter: 'VARCHAR',
  referral_source: 'VARCHAR',
  is_active: 'BOOLEAN',
  signed_up_at: 'TIMESTAMP',
} as const satisfies Record<string, SqlType>;

const FIRST_ID = 10_001;
const DAYS_OF_BUSINESS = 2_000;
const REFERRALS = ['Friend', 'Search engine', 'Newspaper', 'Garden show', 'Social media'] as const;

export function customers(random: Random, count: number, asOf: string): Table<keyof typeof COLUMNS> {
  const rows = Array.from({ length: count }, (_, i) => {
    const place = anyPlace(random);
    const female = random.chance(0.52);
    const given = random.pick(female ? GIVEN_NAMES_FEMALE : GIVEN_NAMES_MALE);
    const family = random.pick(FAMILY_NAMES);
    const firm = `${random.pick(FIRM_FIRST)} ${random.pick(FIRM_KINDS)}`;
    return {
      customer_id: String(FIRST_ID + i),
      first_name: given,
      last_name: family,
      company_name: random.chance(0.2) ? firm : null,
      gender: random.chance(0.03) ? 'nonbinary' : female ? 'female' : 'male',
      birth_date: addDays(asOf, -random.integer(18 * 365, 86 * 365)),
      email: emailAddress(random, given, family),
      phone: phoneNumber(random, place),
      fax_number: null,
      street_address: streetAddress(random),
      city: place.city,
      state: place.state,
      zip: zipCode(random, place),
      tax_id: random.chance(0.35) ? taxNumber(random) : null,
      annual_salary: String(salary(random)),
      loyalty_number: `L-${String(200_000 + i)}`,
      newsletter: random.chance(0.55) ? 'yes' : 'no',
      referral_source: random.pick(REFERRALS),
      is_active: String(random.chance(0.9)),
      signed_up_at: `${addDays(asOf, -random.integer(1, DAYS_OF_BUSINESS))} ${timeOfDay(random)}`,
    };
  });
  return { name: 'customers', format: 'parquet', columns: COLUMNS, rows };
}

/** Skewed to the right, as salaries are: most near 50,000, few above 150,000. */
function salary(random: Random): number {
  return Math.round((24_000 + 36_000 * -Math.log(1 - random.next() * 0.98)) / 100) * 100;
}

/** `HH:MM:SS` between seven in the morning and ten at night. */
export function timeOfDay(random: Random): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(random.integer(7, 21))}:${two(random.integer(0, 59))}:${two(random.integer(0, 59))}`;
}
