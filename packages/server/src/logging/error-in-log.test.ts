import { TargetError } from '@assay/engine';
import { expect, it } from 'vitest';
import { errorInLog } from './error-in-log.ts';

it('shows what an error is and where it came from, with its causes', () => {
  const error = new Error('outer', { cause: Object.assign(new TypeError('inner'), { code: 'E1' }) });
  expect(errorInLog(error)).toMatchObject({
    type: 'Error',
    message: 'outer',
    stack: expect.stringMatching(/^Error: outer\n +at .*error-in-log\.test/),
    cause: { type: 'TypeError', message: 'inner', code: 'E1' },
  });
});

it('leaves out what drivers add: rows, parameters, statements', () => {
  const error = Object.assign(new Error('new row violates check constraint'), {
    ...{ code: '23514', constraint: 'x_check', detail: 'Failing row contains (hunter2).' },
    ...{ where: "SELECT 'hunter2'", parameters: ['hunter2'], query: "SELECT 'hunter2'" },
  });
  const shown = errorInLog(error);
  expect(shown).toMatchObject({ code: '23514', constraint: 'x_check' });
  expect(JSON.stringify(shown)).not.toContain('hunter2');
});

it("keeps the words of a user's database out, wherever in the chain, and says the kind", () => {
  const cause = new TargetError('bad_sql', 'syntax error at or near "hunter2"\n    at hunter2', {
    cause: new Error('hunter2'),
  });
  const shown = errorInLog(new Error('the run failed', { cause }));
  expect(shown.cause).toMatchObject({ type: 'TargetError', kind: 'bad_sql' });
  expect(JSON.stringify(shown)).not.toContain('hunter2');
});

it('ends with causes that go in circles, and with what is no error', () => {
  const error = new Error('a');
  error.cause = error;
  expect(JSON.stringify(errorInLog(error)).length).toBeLessThan(20_000);
  expect(errorInLog('hunter2')).toEqual({ type: 'string', message: 'not an Error', stack: '' });
});
