import { describe, expect, it } from 'vitest';
import { readYaml } from './read-yaml.ts';

const valueIn = (text: string) => {
  const reading = readYaml(text);
  if (!reading.ok) throw new Error(reading.errors.map(({ detail }) => detail).join('\n'));
  return reading.value;
};
const mistakesIn = (text: string) => {
  const reading = readYaml(text);
  return reading.ok ? [] : reading.errors.map(({ detail }) => detail);
};

describe('YAML that is read', () => {
  it('is of version 1.2: words and times of other versions are texts', () => {
    expect(valueIn('[no, on, YES, 12:30, 2026-03-01, 1_000]')).toEqual([
      ...['no', 'on', 'YES', '12:30', '2026-03-01', '1_000'],
    ]);
    expect(valueIn('%YAML 1.1\n---\n- no\n- 1:30')).toEqual(['no', '1:30']);
  });

  it('keeps numbers as texts that would not be written the same again', () => {
    expect(valueIn('[12, -1.5, 0, 0123, 1.50, 0x1F, +5, -0, 1e3, .inf, 12345678901234567890]')).toEqual([
      ...[12, -1.5, 0],
      ...['0123', '1.50', '0x1F', '+5', '-0', '1e3', '.inf', '12345678901234567890'],
    ]);
  });

  it('has true, false, null and what is left empty', () => {
    expect(valueIn('a: true\nb: False\nc: null\nd: ~\ne:\n')).toEqual({
      ...{ a: true, b: false, c: null, d: null, e: null },
    });
    expect([valueIn(''), valueIn('# nothing yet\n'), valueIn('---\n')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('unfolds aliases', () => {
    expect(valueIn('a: &same {x: 1}\nb: *same')).toEqual({ a: { x: 1 }, b: { x: 1 } });
  });

  it('does not reach into prototypes', () => {
    const value = valueIn('__proto__: {polluted: true}') as object;
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});

describe('YAML that is refused', () => {
  it.each([
    ['a quote that is not closed', 'a: 1\nb: "x', 'Line 2, column 6: Missing closing "quote.'],
    [
      'a key that occurs twice',
      'a: 1\nb: 2\na: 3',
      'Line 3, column 1: The key "a" occurs twice; keep one of them.',
    ],
    ['a tag', 'a: !!js/function "x"', 'Line 1, column 4: Unresolved tag: tag:yaml.org,2002:js/function.'],
    [
      'a tag of other versions',
      'a: !!binary aGk=',
      'Line 1, column 4: Unresolved tag: tag:yaml.org,2002:binary.',
    ],
    [
      'a merge key',
      'a: &a {x: 1}\nb: {<<: *a}',
      'Line 2, column 5: YAML 1.2 has no merge keys; write the fields out.',
    ],
    ['a key that is no text', '[a]: 1', 'Line 1, column 1: With stringKeys, all keys must be strings.'],
    ['an alias of nothing', 'a: *b', 'Line 1, column 4: There is no anchor &b before this alias.'],
    [
      'an alias inside of itself',
      'a: &a [*a]',
      'Line 1, column 8: The alias *a is inside of what it stands for.',
    ],
    ['a second document', 'a: 1\n---\nb: 2', 'Line 2, column 1: A second document begins; send one.'],
  ])('has %s', (_what, text, detail) => {
    expect(mistakesIn(text)).toContain(detail);
  });

  it('has all its mistakes told at once', () => {
    expect(mistakesIn('a: !x 1\na: *b\n')).toHaveLength(3);
  });

  it('is deeper than anyone writes, wherever the levels come from', () => {
    const indented = Array.from({ length: 3000 }, (_, level) => `${' '.repeat(level)}a:`).join('\n');
    for (const text of ['['.repeat(2_000_000), '{a: '.repeat(500_000), '- '.repeat(100_000), indented]) {
      expect(mistakesIn(text)).toEqual([expect.stringMatching(/more than 100 levels deep/)]);
    }
  });

  it('unfolds to far more than it is', () => {
    const levels = [...'bcdefghi'].map(
      (name, n) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[n]}`).join(',')}]`,
    );
    expect(mistakesIn(['a: &a [x,x,x,x,x,x,x,x,x]', ...levels].join('\n'))).toEqual([
      expect.stringMatching(/more than 100 copies/),
    ]);
  });

  it('goes on for so long that reading it would keep others waiting', () => {
    const text = Array.from({ length: 300_000 }, (_, n) => `k${n}: 1`).join('\n');
    expect(mistakesIn(text)).toEqual([expect.stringMatching(/too long to be read as YAML/)]);
  });

  it('is reported in a hundred mistakes at most', () => {
    expect(mistakesIn('- !x 1\n'.repeat(500))).toHaveLength(100);
  });
});
