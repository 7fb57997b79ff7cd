/** What damage of a sort may truthfully be reported as besides what it is. */

/** Odd values in text. */
export const ODD_TEXT: readonly string[] = [
  'Column_Pattern_Mismatch',
  'Table_Pattern_Mismatch',
  'Standardized_Value_Matches',
  'Small_Divergent_Value_Ct',
  'Dependency_Violated',
  'Orphaned_References',
  'Invalid_Zip_USA',
  'Invalid_Zip3_USA',
  'Boolean_Value_Mismatch',
  'Non_Alpha_Prefixed_Name',
  'Mixed_Date_Formats',
  // Columns of numbers or dates in text, with a few values that are none any more.
  'Char_Column_Number_Values',
  'Char_Column_Date_Values',
];

/** Odd numbers and dates in columns of them. */
export const ODD_NUMBERS: readonly string[] = [
  'Numeric_Outliers',
  'Sentinel_Values',
  'Small_Divergent_Value_Ct',
  'Dependency_Violated',
];
export const ODD_DATES: readonly string[] = [
  'Unlikely_Date_Values',
  'Sentinel_Values',
  'Future_Timestamps',
  'Small_Divergent_Value_Ct',
];

/** A column that has become text: its better type, and that its namesakes have another. */
export const RETYPED: readonly string[] = ['Suggested_Type', 'Multiple_Types_Major'];

/** Rows that are there twice. */
export const REPEATED_ROWS: readonly string[] = [
  'Duplicate_Rows',
  'Near_Unique_Key_Duplicates',
  'Potential_Duplicates',
];
