/** A finding about whole rows belongs to no column of its table; it stands under this name. */
export const WHOLE_ROWS = '(table)';
