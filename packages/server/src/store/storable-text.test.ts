import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { json } from './json-column.ts';
import { storableText } from './storable-text.ts';

/** Any sequence of UTF-16 units, lone surrogates and NUL included. */
const anyText = fc
  .array(fc.oneof(fc.nat(0xffff), fc.constantFrom(0, 0xd800, 0xdc00)))
  .map((units) => String.fromCharCode(...units));

describe('text made storable', () => {
  it('holds nothing that PostgreSQL refuses, whatever it was made of', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const stored = storableText(text);
        expect(stored.includes('\u0000')).toBe(false);
        expect(stored.isWellFormed()).toBe(true);
      }),
    );
  });

  it('is the text itself where PostgreSQL takes it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        fc.pre(!text.includes('\u0000'));
        expect(storableText(text)).toBe(text);
      }),
    );
  });

  it('is what JSON holds, at any depth', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(JSON.parse(json({ list: [text, { text }] }))).toEqual({
          list: [storableText(text), { text: storableText(text) }],
        });
      }),
    );
  });
});
