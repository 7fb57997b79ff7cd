import { stripVTControlCharacters } from 'node:util';
import { expect, it } from 'vitest';
import { renderFindings } from './findings.ts';

it('shows a line for each finding, and under it what to do', () => {
  const text = renderFindings([
    { check: 'node', status: 'ok', detail: 'Node 24.1.0', remedy: null },
    { check: 'file roots', status: 'failed', detail: 'Not there: /x.', remedy: 'Correct ASSAY_FILE_ROOTS.' },
  ]);
  expect(stripVTControlCharacters(text)).toBe(
    [
      'ok       node        Node 24.1.0',
      'FAILED   file roots  Not there: /x.',
      '                     -> Correct ASSAY_FILE_ROOTS.',
      '',
      '1 failed, 0 warnings, 1 ok, 0 skipped',
      '',
    ].join('\n'),
  );
});
