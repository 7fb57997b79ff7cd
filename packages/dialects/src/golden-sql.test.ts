/** What each dialect spells for each function and aggregate: a change of SQL shows here as a difference. */
import { describe, expect, it } from 'vitest';
import { column } from './expression.ts';
import { dialects } from './registry.ts';
import { createRenderer } from './render.ts';
import { AGGREGATE_CASES } from './testing/aggregate-cases.ts';
import { FUNCTION_CASES } from './testing/function-cases.ts';

describe.each(Object.values(dialects))('the SQL of $name', (dialect) => {
  it('for functions', () => {
    const lines = Object.entries(FUNCTION_CASES).map(([name, [first]]) => {
      const { sql } = statementOf((renderer) => renderer.expression(first!.ask));
      return `${name}: ${sql}`;
    });
    expect(`\n${lines.join('\n')}\n`).toMatchSnapshot();
  });

  it('for aggregates', () => {
    const weight = column<'number'>('weight', 'number');
    const lines = Object.entries(AGGREGATE_CASES).flatMap(([name, [first]]) => {
      // Spelled by the engine alone.
      if (first === undefined) return [];
      const plain = statementOf((renderer) => renderer.aggregate(first.ask, null)).sql;
      if (name === 'standard_deviation' || name === 'percentile') return [`${name}: ${plain}`];
      const weighted = statementOf((renderer) => renderer.aggregate(first.ask, weight)).sql;
      return [`${name}: ${plain}`, `${name}, weighted: ${weighted}`];
    });
    expect(`\n${lines.join('\n')}\n`).toMatchSnapshot();
  });

  function statementOf(render: (renderer: ReturnType<typeof createRenderer>) => string) {
    const renderer = createRenderer(dialect);
    return renderer.statement(render(renderer));
  }
});
