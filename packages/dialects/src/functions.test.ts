import { expect, it } from 'vitest';
import { asDouble, asText, type Expression } from './expression.ts';
import { createRenderer } from './render.ts';
import { FUNCTION_CASES, type FunctionCase } from './testing/function-cases.ts';
import { answers } from './testing/given.ts';
import { describeOnLiveEngines, describePostgresql, type LiveEngine } from './testing/live-engines.ts';
import { valueType } from './value-type.ts';

/** Drivers differ in what they make of numbers and dates; a double and a text they all read alike. */
function readable(ask: Expression): Expression {
  const type = valueType(ask);
  if (type === 'number') return asDouble(ask);
  return type === 'moment' ? asText(ask) : ask;
}

async function answerOf(engine: LiveEngine, { ask, given }: FunctionCase) {
  const renderer = createRenderer(engine.dialect);
  const select = renderer.statement(`${renderer.expression(readable(ask))} AS answer`);
  const rows = await answers(
    engine,
    given.map(([type]) => type),
    [given.map(([, value]) => value)],
    select,
  );
  return rows[0]?.answer;
}

const everyCase = Object.entries(FUNCTION_CASES).flatMap(([name, cases]) =>
  cases.map((one) => ({ ...one, title: `${name}: ${one.says}` })),
);

const everyFunction = (engine: LiveEngine) => {
  it.each(everyCase)('$title', async (one) => {
    expect(await answerOf(engine, one)).toEqual(one.answer);
  });
};

describeOnLiveEngines('every function', everyFunction);
describePostgresql(
  'every function in a PostgreSQL database of the locale C',
  `template0 LOCALE 'C'`,
  everyFunction,
);
