/** Better types for text columns; the first rule that fits decides. */
import { holds, type SuggestionFacts } from './suggestion-facts.ts';
import type { SuggestionRule } from './suggestion-rule.ts';

/** Room for what a code may still grow to. */
const SHORT_TEXT = 5;
const SHORT_TEXT_ROOM = 10;
/** Up to this many digits a number is offered the smaller type, which leaves room for three more. */
const INTEGER_DIGITS = 6;
/** Any number of so many digits fits 64 bits. */
const BIGINT_DIGITS = 18;
const DECIMAL_DIGITS = 18;
const DECIMAL_PLACES = 4;
/** What most databases allow a decimal to hold. */
const WIDEST_DECIMAL = 38;

const capped = ({ declaredLength }: SuggestionFacts, length: number): string =>
  `VARCHAR(${declaredLength === null ? length : Math.min(declaredLength, length)})`;

const isAlways = ({ column, filled }: SuggestionFacts, name: 'numeric_ct' | 'date_ct'): boolean =>
  filled > 0 && column.count(name) === filled;

/** `00123` is a code: a number would lose its zeros. Digits sort before letters, so the first text shows it. */
const startsWithZeros = ({ column }: SuggestionFacts): boolean =>
  [column.text('min_text'), ...column.topValues].some((text) => /^\s*0\d/.test(text));

/** Both orders of day and month occur: no cast reads such a column. */
const mixesOrders = ({ column }: SuggestionFacts): boolean =>
  column.count('day_first_date_ct') > 0 && column.count('month_first_date_ct') > 0;

const isDated = (facts: SuggestionFacts): boolean => isAlways(facts, 'date_ct') && !mixesOrders(facts);

function dateType(facts: SuggestionFacts): string {
  if (!holds(facts, ':')) return 'DATE';
  const zoned = facts.samples.some((sample) =>
    /:[^+]*\+|:\S*[Z]$|:[N\d]{2}(\.[N\d]+)?(A| ?-[N\d]{2})/.test(sample),
  );
  return zoned ? 'TIMESTAMP WITH TIME ZONE' : 'TIMESTAMP';
}

/** Digits behind the point, at most, among the known values. */
const decimalPlaces = ({ samples }: SuggestionFacts): number =>
  Math.max(0, ...samples.map((sample) => /\.([N\d]*)/.exec(sample)?.[1]?.length ?? 0));

function decimalType(facts: SuggestionFacts): string {
  const places = Math.max(DECIMAL_PLACES, decimalPlaces(facts));
  const fits = facts.longest <= DECIMAL_DIGITS && places === DECIMAL_PLACES;
  return `DECIMAL(${fits ? DECIMAL_DIGITS : WIDEST_DECIMAL},${places})`;
}

function wholeType({ longest }: SuggestionFacts): string {
  if (longest <= INTEGER_DIGITS) return 'INTEGER';
  return longest <= BIGINT_DIGITS ? 'BIGINT' : `DECIMAL(${Math.min(longest, WIDEST_DECIMAL)},0)`;
}

/** Some room beside the longest value, in steps that people choose. */
const lengthStep = (longest: number): number =>
  longest <= 50 ? Math.ceil((longest + 5) / 10) * 10 : (1 + Math.trunc((longest + 10) / 20)) * 20;

const valuesOf = ({ filled }: SuggestionFacts): string => `${filled} non-empty values`;

export const TEXT_TYPE_RULES: readonly SuggestionRule[] = [
  {
    id: 'zip-code',
    suggest: (facts) =>
      facts.column.name.includes('zip') && facts.longest <= 10
        ? {
            type: capped(facts, 10),
            because: `Named after zip codes, at most ${facts.longest} characters long.`,
          }
        : null,
  },
  {
    id: 'state-or-boolean',
    suggest: (facts) =>
      facts.semanticType === 'State' || facts.semanticType === 'Boolean'
        ? {
            type: `VARCHAR(${facts.longest})`,
            because: `The column is a ${facts.semanticType}, and its longest value has ${facts.longest} characters.`,
          }
        : null,
  },
  {
    id: 'percentage',
    suggest: (facts) =>
      facts.semanticType === 'Measurement Pct'
        ? {
            type: capped(facts, Math.max(6, facts.longest)),
            because: `Percentages with their sign, at most ${facts.longest} characters long.`,
          }
        : null,
  },
  {
    // Before numbers: eight digits that are a date every time are no amount.
    id: 'compact-date',
    suggest: (facts) =>
      isDated(facts) && isAlways(facts, 'numeric_ct')
        ? { type: dateType(facts), because: `Each of the ${valuesOf(facts)} is a date without separators.` }
        : null,
  },
  {
    id: 'decimal',
    suggest: (facts) => {
      if (!isAlways(facts, 'numeric_ct') || startsWithZeros(facts)) return null;
      const pointed = holds(facts, '.');
      if (!pointed && !facts.hasUnknownPatterns) return null;
      const because = pointed
        ? `Each of the ${valuesOf(facts)} is a number, some with a decimal point.`
        : `Each of the ${valuesOf(facts)} is a number, written in so many ways that decimals may be among them.`;
      return { type: decimalType(facts), because };
    },
  },
  {
    id: 'whole-number',
    suggest: (facts) =>
      isAlways(facts, 'numeric_ct') && !startsWithZeros(facts)
        ? {
            type: wholeType(facts),
            because: `Each of the ${valuesOf(facts)} is a number without decimals, at most ${facts.longest} characters long.`,
          }
        : null,
  },
  {
    id: 'date',
    suggest: (facts) =>
      isDated(facts) ? { type: dateType(facts), because: `Each of the ${valuesOf(facts)} is a date.` } : null,
  },
  {
    id: 'short-text',
    suggest: (facts) =>
      facts.longest <= SHORT_TEXT
        ? {
            type: capped(facts, SHORT_TEXT_ROOM),
            because: `The longest value has ${facts.longest} characters.`,
          }
        : null,
  },
  {
    id: 'text',
    suggest: (facts) => ({
      type: capped(facts, lengthStep(facts.longest)),
      because: `The longest value has ${facts.longest} characters.`,
    }),
  },
];
