import { describe, expect, it } from 'vitest';
import { parseJsonPath } from './json-path.ts';
import { ParameterSyntaxError } from './parameter-syntax-error.ts';

describe('parseJsonPath', () => {
  it.each([
    ['$.order.id', ['order', 'id']],
    [' order.id ', ['order', 'id']],
    ['$order', ['$order']],
    ['$.items[0].sku', ['items', '0', 'sku']],
    ['[12]', ['12']],
    ['$["unit price"][\'it"s\']', ['unit price', 'it"s']],
    ['a["b.c"]', ['a', 'b.c']],
    ['größe.ß', ['größe', 'ß']],
    ['$["*"]', ['*']],
  ])('%s', (written, steps) => {
    expect(parseJsonPath(written)).toEqual(steps);
  });

  it.each(['', '$', '$.', 'a..b', 'a.*', 'a[*]', 'a[-1]', 'a[', 'a b', 'a[""]', '$["-1"]', 'a]', 'a[0]b'])(
    'refuses "%s"',
    (written) => {
      expect(() => parseJsonPath(written)).toThrow(ParameterSyntaxError);
    },
  );
});
