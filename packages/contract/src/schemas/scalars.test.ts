import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { descriptionInput, id, idInput, timestamp, timestampInput } from './scalars.ts';

/** Ways to write one UUID down. */
const spellings: ((uuid: string) => string)[] = [
  (uuid) => uuid,
  (uuid) => uuid.toUpperCase(),
  (uuid) => uuid.replaceAll('-', ''),
  (uuid) => uuid.replaceAll('-', '').toUpperCase(),
  (uuid) => `{${uuid}}`,
  (uuid) => `urn:uuid:${uuid}`,
];

describe('an id in a request', () => {
  it('reads every spelling of a UUID as lower case with dashes', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.constantFrom(...spellings), (uuid, spell) => {
        expect(idInput.parse(spell(uuid))).toBe(uuid);
      }),
    );
  });

  it('always reads to something that an answer may hold', () => {
    fc.assert(fc.property(fc.uuid(), (uuid) => id.safeParse(idInput.parse(uuid.toUpperCase())).success));
  });

  it('refuses texts that are not 32 hexadecimal digits', () => {
    fc.assert(
      fc.property(
        fc.string().filter((text) => text.replace(/[^0-9a-f]/gi, '').length !== 32),
        (text) => !idInput.safeParse(text).success,
      ),
    );
  });

  it.each(['', '1', '019c9f2e-6c1a-7d3b-9a52-4f0e8b7c2d1', '019c9f2e-6c1a-7d3b-9a52-4f0e8b7c2d11 '])(
    'refuses %j',
    (text) => {
      expect(idInput.safeParse(text).success).toBe(false);
    },
  );
});

describe('an id in an answer', () => {
  it('is in lower case with dashes and nothing else', () => {
    expect(id.safeParse('019c9f2e-6c1a-7d3b-9a52-4f0e8b7c2d11').success).toBe(true);
    expect(id.safeParse('019C9F2E-6C1A-7D3B-9A52-4F0E8B7C2D11').success).toBe(false);
    expect(id.safeParse('019c9f2e6c1a7d3b9a524f0e8b7c2d11').success).toBe(false);
  });
});

describe('times', () => {
  it('accept what JavaScript writes in answers, for any moment', () => {
    const moments = fc.date({ min: new Date(0), max: new Date('9999-12-31'), noInvalidDate: true });
    fc.assert(fc.property(moments, (moment) => timestamp.safeParse(moment.toISOString()).success));
  });

  it.each([
    '2026-03-01T08:30:00Z',
    '2026-03-01T08:30:00.000+01:00',
    '2026-03-01 08:30:00.000Z',
    '2026-02-30T00:00:00.000Z',
  ])('in answers are never %s', (text) => {
    expect(timestamp.safeParse(text).success).toBe(false);
  });

  it('in requests may carry an offset, and read to UTC', () => {
    expect(timestampInput.parse('2026-03-01T09:30:00+01:00')).toBe('2026-03-01T08:30:00.000Z');
    expect(timestampInput.safeParse('tomorrow').success).toBe(false);
  });
});

describe('a description', () => {
  it('reads blank text as none', () => {
    expect(descriptionInput.parse('  ')).toBeNull();
    expect(descriptionInput.parse(null)).toBeNull();
    expect(descriptionInput.parse(' what it is ')).toBe('what it is');
  });
});
