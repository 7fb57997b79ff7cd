import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EXAMPLE_RUN_AT } from '../example.ts';
import { oneColumn } from '../hygiene-parts/example-rows.ts';
import { DEFAULT_INTERPRETATION, interpretProfile } from '../interpret-profile.ts';
import type { PiiFlag } from '../pii-flag.ts';
import { measureExampleTable } from '../testing/measure-example-table.ts';
import { countValueKinds } from '../value-kinds/count-value-kinds.ts';
import { VALUE_RECOGNISERS } from '../value-kinds/value-recognisers.ts';
import { chanceOf } from './value-rules.ts';

/** A column of these values whose distinct values were all looked at. */
function flagOf(values: readonly string[], name = 'col_7'): PiiFlag | null {
  const measured = measureExampleTable(oneColumn(name, 'text', values), EXAMPLE_RUN_AT);
  const columns = measured.columns.map((column) => ({
    ...column,
    valueKinds: countValueKinds(new Set(values)),
  }));
  const [table] = interpretProfile([{ ...measured, columns }], DEFAULT_INTERPRETATION, EXAMPLE_RUN_AT);
  return table!.columns[0]!.pii;
}
const summary = (flag: PiiFlag | null): string | null =>
  flag && `${flag.risk}/${flag.category}/${flag.type}: ${flag.reason}`;

const partsOf = (flag: string) => {
  const [risk, category, type] = flag.split('/');
  return { risk, category, type };
};

/** The check digit that makes `body` pass, tried out: one digit or two. */
const completed = (body: string, recognises: (text: string) => boolean): string | undefined =>
  Array.from({ length: 100 }, (_, check) => [
    `${body}${check % 10}`,
    `${body}${String(check).padStart(2, '0')}`,
  ])
    .flat()
    .find(recognises);
const built = (kind: string, bodies: readonly string[]): string[] => {
  const { recognises } = VALUE_RECOGNISERS.find((recogniser) => recogniser.kind === kind)!;
  return bodies.flatMap((body) => completed(body, recognises) ?? []);
};
const bodies = (prefix: string, step = 1): string[] =>
  Array.from({ length: 30 }, (_, i) => String(BigInt(prefix) + BigInt(i * step)));

describe('values alone', () => {
  it.each<[string, readonly string[]]>([
    ['High/ID/Credit', built('card_number', bodies('411111111111100', 7))],
    ['High/ID/National ID', built('national_id_in', bodies('49911866524', 7))],
    ['High/ID/National ID', built('national_id_br', bodies('529982247', 7))],
    ['High/ID/National ID', built('national_id_de', bodies('8609574271', 1000))],
    ['High/ID/National ID', built('national_id_fr', bodies('2550814168025', 1))],
    ['High/ID/National ID', built('national_id_uk', bodies('401023213', 7))],
    ['High/ID/SSN', bodies('1001').map((serial) => `123-45-${serial}`)],
    [
      'High/ID/Bank',
      [
        'DE89370400440532013000',
        'GB29NWBK60161331926819',
        'FR1420041010050500013M02606',
        'NO9386011117947',
        'NL91ABNA0417164300',
      ],
    ],
    ['Moderate/CONTACT/Email', bodies('1').map((i) => `ann${i}@example.com`)],
    ['Moderate/CONTACT/Phone', bodies('4155552671').map((number) => `+1${number}`)],
    ['Low/ID/IP Address', bodies('10').map((i) => `192.168.1.${i}`)],
    ['Low/ID/IP Address', bodies('10').map((i) => `2001:db8::${i}`)],
    ['Low/ID/Device', bodies('10').map((i) => `00:1a:2b:3c:4d:${i}`)],
  ])('are %s, and the reason counts them', (expected, values) => {
    expect(values.length).toBeGreaterThanOrEqual(5);
    expect(flagOf(values)).toMatchObject({ ...partsOf(expected), manual: false });
    expect(flagOf(values)?.reason).toContain(`of ${new Set(values).size} distinct values`);
  });

  const random = (length: number, prefix = '') =>
    fc
      .sample(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }), {
        numRuns: 60,
        seed: 11,
      })
      .map((digits) => prefix + digits.join(''));
  it.each<[string, readonly string[]]>([
    ['random digits of 16', random(16)],
    ['random digits of 16 that begin like a card', random(15, '4')],
    ['random digits of 12', random(11, '4')],
    ['random digits of 11', random(11)],
    ['random digits of 10', random(9, '4')],
    ['random digits of 15', random(14, '1')],
    ['random digits of 9', random(9)],
    ['numbers in sequence', bodies('4111111111111111')],
    ['milliseconds since 1970', bodies('1735689600000', 977)],
    ['order numbers', bodies('202400000001')],
    ['times of day', bodies('10').map((minute) => `10:20:${minute}`)],
    ['hashes', bodies('10').map((i) => `d41d8cd98f00b204e9800998ecf842${i}`)],
  ])('of %s tell nothing', (_, values) => expect(summary(flagOf(values))).toBeNull());

  it('under a name that says what they are otherwise tell nothing', () => {
    const versions = bodies('10').map((i) => `1.2.3.${i}`);
    expect(flagOf(versions, 'firmware_version')).toBeNull();
    expect(flagOf(versions)?.type).toBe('IP Address');
  });
  it('need four fifths of the values, and five of them', () => {
    const hosts = bodies('10').map((i) => `10.0.0.${i}`);
    expect(flagOf([...hosts.slice(0, 8), 'a b', 'c d'])?.type).toBe('IP Address');
    expect(flagOf([...hosts.slice(0, 7), 'a b', 'c d', 'e f'])).toBeNull();
    expect(flagOf([...hosts.slice(0, 4), ...hosts.slice(0, 4)])).toBeNull();
  });
  it('are not believed when chance explains them', () => {
    expect(chanceOf(4, 5, 0.1)).toBeCloseTo(5e-4, 9);
    expect(chanceOf(5, 5, 0.1)).toBeCloseTo(1e-5, 9);
    const cards = built('card_number', bodies('411111111111100', 7)).slice(0, 5);
    expect(flagOf(cards)?.type).toBe('Credit');
    expect(flagOf([...cards.slice(0, 4), '4111111111111112'])).toBeNull();
  });
});
