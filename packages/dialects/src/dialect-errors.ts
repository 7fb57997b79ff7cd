/** What can be wrong with a tree, a name or a value before any database sees it. */

/** A function that the engine cannot offer, or not in this place. */
export class UnsupportedFunctionError extends Error {
  readonly engine: string;
  readonly functionName: string;
  readonly reason: string;

  constructor(engine: string, functionName: string, reason: string) {
    super(`${engine} cannot compute ${functionName}: ${reason}`);
    this.name = 'UnsupportedFunctionError';
    this.engine = engine;
    this.functionName = functionName;
    this.reason = reason;
  }
}

/** A name that no table or column can have: empty, or with a NUL character. */
export class InvalidIdentifierError extends Error {
  constructor(reason: string) {
    super(`Not a name of a table or column: ${reason}`);
    this.name = 'InvalidIdentifierError';
  }
}

/** A value that cannot be what it is said to be, such as a date that no calendar has. */
export class InvalidValueError extends Error {
  readonly value: string;

  constructor(value: string, expected: string) {
    super(`${JSON.stringify(value)} is not ${expected}`);
    this.name = 'InvalidValueError';
    this.value = value;
  }
}

/** SQL of a user that would do more than read. */
export class OutwardSqlError extends Error {
  constructor(name: string, because: string) {
    super(`Tests only read, so their SQL cannot call ${name}: ${because}.`);
    this.name = 'OutwardSqlError';
  }
}

/** SQL of a user that would reach into the statement around it. */
export class UnboundedSqlError extends Error {
  constructor(problem: string) {
    super(`The SQL cannot be run inside a test: ${problem}.`);
    this.name = 'UnboundedSqlError';
  }
}

/** A regular expression outside of the portable subset, with the place (from 0) and what to write instead. */
export class PortablePatternError extends Error {
  readonly pattern: string;
  readonly position: number;

  constructor(pattern: string, position: number, problem: string) {
    super(`Pattern ${JSON.stringify(pattern)}, character ${position + 1}: ${problem}`);
    this.name = 'PortablePatternError';
    this.pattern = pattern;
    this.position = position;
  }
}
