/**
 * Masks for names: comma-separated, `%` is any run of characters, everything else is itself. An underscore is an
 * underscore: `%_sk` names `customer_sk` and neither `risk` nor `desk`.
 */
export interface MaskOptions {
  readonly ignoreCase: boolean;
}

/** The items of a comma-separated list, trimmed; empty ones are dropped. */
export const maskItems = (masks: string | null): readonly string[] =>
  (masks ?? '')
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');

/** `name` is matched by at least one mask of the list; an empty list matches nothing. */
export function matchesMask(name: string, masks: string | null, options: MaskOptions): boolean {
  const flags = options.ignoreCase ? 'isu' : 'su';
  return maskItems(masks).some((mask) => new RegExp(`^${maskPattern(mask)}$`, flags).test(name));
}

const maskPattern = (mask: string): string =>
  mask
    .split(/%+/)
    .map((literal) => literal.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'))
    .join('.*');
