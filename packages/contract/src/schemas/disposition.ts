/** What a person decided about a finding: null = nothing yet. */
import { z } from 'zod';

/** Confirmed counts like undecided; Dismissed = not a problem; Inactive = do not look for it again. */
export const DISPOSITIONS = ['Confirmed', 'Dismissed', 'Inactive'] as const;
export type Disposition = (typeof DISPOSITIONS)[number];

export const disposition = z.enum(DISPOSITIONS).nullable();

export const dispositionChange = z
  .object({ disposition: disposition.describe('null takes a decision back') })
  .meta({ id: 'DispositionChange' });
