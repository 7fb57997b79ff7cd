/** A parameter that a person wrote and that cannot be read; the message says what to write instead. */
export class ParameterSyntaxError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ParameterSyntaxError';
  }
}
