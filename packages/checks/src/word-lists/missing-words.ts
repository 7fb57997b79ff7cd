/** Words that people and exporters write where there is no value, in lower case; compared with the whole value. */
export const MISSING_WORDS: readonly string[] = [
  'blank',
  'error',
  'missing',
  'tbd',
  'n/a',
  '#na',
  'none',
  'null',
  'unknown',
  // What spreadsheets, databases and programs export for "nothing there".
  '#n/a',
  '#ref!',
  '#value!',
  '#div/0!',
  '<null>',
  '\\n',
  'nan',
  'nil',
  'undefined',
  'unspecified',
  'not available',
];
