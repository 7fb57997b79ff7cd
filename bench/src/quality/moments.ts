/** Every date hangs on these, so that the same seed makes the same data and the same findings on any day. */

/** The newest row is of the day before. */
export const AS_OF = '2026-06-30';
/** When the profile is said to be taken; ISO 8601 UTC. */
export const RUN_AT = '2026-06-30T12:00:00Z';
