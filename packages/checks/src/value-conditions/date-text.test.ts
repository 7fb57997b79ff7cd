import { column } from '@assay/dialects';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate } from '../testing/evaluate-expression.ts';
import { isDateText } from './date-text.ts';

const condition = isDateText(column('v'));
const isDate = (value: string): boolean =>
  evaluate(condition, { cells: { v: value }, textForm: String }) === true;

const two = (number: number): string => String(number).padStart(2, '0');
const day = fc.date({ min: new Date('1800-01-01'), max: new Date('2299-12-31'), noInvalidDate: true });
const parts = (date: Date) => ({
  y: String(date.getUTCFullYear()),
  m: date.getUTCMonth() + 1,
  d: date.getUTCDate(),
  name: date.toLocaleString('en-US', { month: 'short', timeZone: 'UTC' }),
});

describe('text that reads as a date', () => {
  it('takes every day of five centuries in every form', () => {
    fc.assert(
      fc.property(day, (date) => {
        const { y, m, d, name } = parts(date);
        const forms = [
          `${y}-${two(m)}-${two(d)}`,
          `${y}-${m}-${d}`,
          `${y}/${m}/${d}`,
          `${y}${two(m)}${two(d)}`,
          `${m}/${d}/${y}`,
          `${two(d)}/${two(m)}/${y}`,
          `${m}-${d}-${y.slice(2)}`,
          `${two(d)}.${two(m)}.${y}`,
          `${d}-${name.toUpperCase()}-${y}`,
          `${d} ${name} ${y}`,
          `${y}-${name.toLowerCase()}-${two(d)}`,
        ];
        expect(forms.filter((form) => !isDate(form))).toEqual([]);
      }),
    );
  });
  it('takes every moment as JavaScript and SQL write it', () => {
    fc.assert(
      fc.property(day, (date) => {
        const iso = date.toISOString();
        const sql = iso.replace('T', ' ').replace('Z', '');
        for (const form of [iso, iso.slice(0, 19), sql, `${sql}+02`, `${sql} +05:30`, iso.slice(0, 16)]) {
          expect([form, isDate(form)]).toEqual([form, true]);
        }
      }),
    );
  });
  it('refuses days that no month has', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1800, max: 2299 }), fc.integer({ min: 1, max: 12 }), (y, m) => {
        const beyond = m === 2 ? 30 : new Date(Date.UTC(y, m, 0)).getUTCDate() + 1;
        expect(isDate(`${y}-${two(m)}-${two(beyond)}`)).toBe(false);
        expect(isDate(`${y}${two(m)}${two(beyond)}`)).toBe(false);
        expect(isDate(`${two(beyond)}.${two(m)}.${y}`)).toBe(false);
      }),
    );
  });
  it('answers any text, and takes nothing around a date', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (noise) => {
        expect(typeof isDate(noise)).toBe('boolean');
        if (/[^\d TZ:.+-]/i.test(noise)) expect(isDate(`${noise}2024-01-15`)).toBe(false);
      }),
    );
  });
});
