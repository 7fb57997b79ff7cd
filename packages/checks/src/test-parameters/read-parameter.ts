/** Calibration values are kept as text; these read them as what a check needs. */
import type { ParameterField, TestDefinition } from '../test-definition.ts';

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const MOMENT =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ]([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?(Z|[+-]\d{2}(:?\d{2})?)?)?$/;

/** The number that `value` spells, or null when it spells none. */
export function parseNumber(value: string): number | null {
  const trimmed = value.trim();
  if (!NUMBER.test(trimmed)) return null;
  const parsed = Number(trimmed);
  return Number.isFinite(parsed) ? parsed : null;
}

/** Whether `value` is an ISO 8601 day or timestamp that exists in the calendar. */
export function isMoment(value: string): boolean {
  const parts = MOMENT.exec(value.trim());
  if (!parts) return false;
  const day = `${parts[1]}-${parts[2]}-${parts[3]}`;
  const read = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(day);
}

/** A numeric parameter; null when it is not set. Validation has refused what is not a number. */
export function numberParameter(definition: TestDefinition, field: ParameterField): number | null {
  const value = definition.parameters[field];
  if (value === null || value === '') return null;
  return typeof value === 'number' ? value : parseNumber(value);
}

/** A numeric parameter that validation has shown to be there. */
export function requiredNumber(definition: TestDefinition, field: ParameterField): number {
  const value = numberParameter(definition, field);
  if (value === null) throw new MissingParameterError(definition, field);
  return value;
}

/** A text parameter that validation has shown to be there. */
export function requiredText(definition: TestDefinition, field: ParameterField): string {
  const value = definition.parameters[field];
  if (typeof value !== 'string' || value.trim() === '') throw new MissingParameterError(definition, field);
  return value;
}

/** The threshold of a definition; one that is not set counts as 0. */
export const thresholdOf = (definition: TestDefinition): number =>
  numberParameter(definition, 'threshold_value') ?? 0;

/** A definition was planned or judged although validation would have refused it. */
export class MissingParameterError extends Error {
  readonly field: string;
  constructor(definition: TestDefinition, field: string) {
    super(
      `The ${definition.testType} test ${definition.id} has no usable ${field}; validate it before it runs.`,
    );
    this.name = 'MissingParameterError';
    this.field = field;
  }
}
