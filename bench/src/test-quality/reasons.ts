/** Why generated tests miss defects, by key of the mutation, and why they alarm for nothing, by test type. */

export const MISSES_BECAUSE: Readonly<Record<string, string>> = {};

export const ALARMS_BECAUSE: Readonly<Record<string, string>> = {};
