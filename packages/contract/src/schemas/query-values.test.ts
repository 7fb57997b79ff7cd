import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { MAX_PAGE_LIMIT, pageQuery } from './page.ts';
import { booleanQuery, choiceQuery, integerQuery } from './query-values.ts';

const page = z.object(pageQuery());

describe('page and limit', () => {
  it('default to the first twenty', () => {
    expect(page.parse({})).toEqual({ page: 1, limit: 20 });
  });

  it('read every whole number within the bounds', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: MAX_PAGE_LIMIT }),
        fc.integer({ min: 1, max: 1_000_000 }),
        (limit, number) => {
          expect(page.parse({ limit: String(limit), page: String(number) })).toEqual({ limit, page: number });
        },
      ),
    );
  });

  it('are refused outside the bounds, never clamped', () => {
    const outside = fc.oneof(fc.integer({ max: 0 }), fc.integer({ min: MAX_PAGE_LIMIT + 1 }));
    fc.assert(fc.property(outside, (limit) => !page.safeParse({ limit: String(limit) }).success));
    fc.assert(
      fc.property(fc.integer({ max: 0 }), (number) => !page.safeParse({ page: String(number) }).success),
    );
  });
});

describe('a whole number in a query', () => {
  const wait = z.object({ wait: integerQuery({ min: 0, max: 60, fallback: 0, says: 'seconds' }) });

  it.each(['abc', '1.5', '', ' 1', '1e1', '0x10', '+5', '99999999999999999999', ['1', '2'], null])(
    'is not %j',
    (text) => {
      expect(wait.safeParse({ wait: text }).success).toBe(false);
    },
  );

  it('includes both bounds', () => {
    expect(wait.parse({ wait: '0' })).toEqual({ wait: 0 });
    expect(wait.parse({ wait: '60' })).toEqual({ wait: 60 });
  });
});

describe('a truth value in a query', () => {
  const active = z.object({ active: booleanQuery('active ones') });

  it('is true, false or left out', () => {
    expect(active.parse({ active: 'true' })).toEqual({ active: true });
    expect(active.parse({ active: 'false' })).toEqual({ active: false });
    expect(active.parse({})).toEqual({});
  });

  it.each(['1', '0', 'yes', 'TRUE', ''])('is not %j', (text) => {
    expect(active.safeParse({ active: text }).success).toBe(false);
  });
});

describe('a choice in a query', () => {
  const colours = z.object({ colour: choiceQuery(['red', 'green'], 'colours') });

  it('is one word, several with commas, or the name repeated', () => {
    expect(colours.parse({ colour: 'red' })).toEqual({ colour: ['red'] });
    expect(colours.parse({ colour: 'red, green' })).toEqual({ colour: ['red', 'green'] });
    expect(colours.parse({ colour: ['red', 'green'] })).toEqual({ colour: ['red', 'green'] });
  });

  it('is no restriction when left out or empty', () => {
    expect(colours.parse({})).toEqual({ colour: [] });
    expect(colours.parse({ colour: '' })).toEqual({ colour: [] });
  });

  it('refuses words that are not offered', () => {
    expect(colours.safeParse({ colour: 'red,blue' }).success).toBe(false);
  });
});
