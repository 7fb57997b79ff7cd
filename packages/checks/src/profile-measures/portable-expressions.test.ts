import { type Aggregate, assertPortablePattern, column, type Expression } from '@assay/dialects';
import { describe, expect, it } from 'vitest';
import { EXAMPLE_RUN_AT } from '../example.ts';
import type { MeasureSubject } from '../profile-measure.ts';
import { VALUE_GROUPINGS } from '../value-groupings/value-groupings.ts';
import { PROFILE_MEASURES } from './catalog.generated.ts';

const subject: MeasureSubject = {
  value: column('v'),
  text: column('v'),
  number: column('v'),
  anyNumber: column('v'),
  moment: column('v'),
};

const CONTEXT = { runAt: EXAMPLE_RUN_AT, isDecimal: true, hasTime: true } as const;

function patternsIn(expression: Expression): string[] {
  if (expression.kind !== 'call') return [];
  const [, pattern] = expression.args;
  const own = expression.fn === 'matches' && pattern?.kind === 'literal' ? [String(pattern.value)] : [];
  return [...own, ...expression.args.flatMap(patternsIn)];
}
const patternsOf = (aggregate: Aggregate | null): string[] =>
  aggregate === null || aggregate.aggregate === 'count_rows' ? [] : patternsIn(aggregate.of);

describe('the patterns of the measures', () => {
  const patterns = new Set([
    ...PROFILE_MEASURES.flatMap((measure) =>
      'aggregate' in measure
        ? measure.appliesTo.flatMap((generalType) =>
            patternsOf(measure.aggregate(subject, { ...CONTEXT, generalType })),
          )
        : [],
    ),
    ...VALUE_GROUPINGS.flatMap(({ groupBy, appliesTo }) =>
      appliesTo.flatMap((generalType) =>
        patternsIn(groupBy(subject, { ...CONTEXT, generalType }) ?? column('v')),
      ),
    ),
  ]);
  it('are some', () => expect(patterns.size).toBeGreaterThan(10));
  it.each([...patterns])('%s is read alike by every engine', (pattern) => {
    expect(() => assertPortablePattern(pattern)).not.toThrow();
  });
});
