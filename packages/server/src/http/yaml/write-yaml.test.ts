import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readYaml } from './read-yaml.ts';
import { writeYaml } from './write-yaml.ts';

/** Texts that are hard to write down: other types, indentation, ends of line, control characters, lone halves. */
const hardText = fc.oneof(
  fc.constantFrom(
    'no',
    'on',
    '~',
    'null',
    'true',
    '0123',
    '1e3',
    '12:30',
    '2026-03-01',
    '',
    ' ',
    '<<',
    '*a',
    '|',
  ),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc
    .array(
      fc.constantFrom(
        'SELECT 1',
        '  indented',
        '\ttab',
        '',
        ' ',
        '# no comment',
        '---',
        '...',
        'a: b',
        '"',
        "'",
      ),
    )
    .map((lines) => lines.join('\n')),
  fc
    .array(
      fc.constantFrom('a', '\n', '\r', '\r\n', ' ', '\t', '\u0085', '\u2028', '\ufeff', '\u0000', '\ud800'),
    )
    .map((parts) => parts.join('')),
);
const json = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    hardText,
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
    fc.constantFrom(true, false, null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.stringMatching(/^[a-z_]{1,8}$/), tie('value'), { maxKeys: 5 }),
  ),
})).value;

describe('a value as YAML', () => {
  it('is the same value when it is read again', () => {
    fc.assert(
      fc.property(json, (value) => {
        const reading = readYaml(writeYaml({ value }));
        expect(reading).toEqual({ ok: true, value: JSON.parse(JSON.stringify({ value })) });
      }),
      { numRuns: 1000 },
    );
  });

  it('is the same value to readers of YAML 1.1, who take "no" for false', () => {
    fc.assert(
      fc.property(hardText, (text) => {
        expect(parse(writeYaml({ text }), { version: '1.1' })).toEqual({
          text: JSON.parse(JSON.stringify(text)),
        });
      }),
      { numRuns: 500 },
    );
  });

  it('has queries of several lines as people wrote them', () => {
    const custom_query = 'SELECT *\n  FROM orders\n WHERE total < 0';
    expect(writeYaml({ test_type: 'CUSTOM', skip_errors: 2, custom_query })).toBe(
      `test_type: "CUSTOM"\nskip_errors: 2\ncustom_query: |-\n  SELECT *\n    FROM orders\n   WHERE total < 0\n`,
    );
  });
});
