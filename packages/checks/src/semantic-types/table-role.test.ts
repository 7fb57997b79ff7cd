import { describe, expect, it } from 'vitest';
import type { SemanticType } from '../semantic-type.ts';
import { tableRole } from './table-role.ts';

describe('the role of a table', () => {
  it.each<[string, SemanticType[]]>([
    ['summary', ['Period Month', 'Category', 'Measurement', 'Code']],
    ['summary', ['ID-Unique', 'Measurement', 'Measurement Discrete', 'Constant']],
    ['transaction', ['ID-Unique', 'Transactional Date (Wk)', 'Measurement', 'Code', 'Code']],
    ['transaction', ['ID-Unique', 'Process Transactional Date', 'Measurement', 'Code', 'Code']],
    ['entity', ['ID-Unique', 'Entity Name', 'City', 'State']],
    ['bridge', ['ID-Unique', 'ID-Secondary', 'Code']],
    ['domain', ['ID-Unique', 'Code', 'Description']],
    ['domain', ['Person Last Name', 'City']],
  ])('is %s for %j', (role, types) => expect(tableRole(types)).toBe(role));
  it('does not turn into a bridge by being profiled twice: one key is one key', () => {
    expect(tableRole(['ID-Unique', 'Code'])).toBe('domain');
  });
  it('is unknown without columns', () => expect(tableRole([])).toBeNull());
});
