/** Whether the tests of each table saw it at one moment, as the step of the run says it. */

/** Longer lists are cut: the detail of a step is a line. */
const TABLES_NAMED = 3;

export class TableMoments {
  #tables = 0;
  readonly #changing: string[] = [];

  add(table: string, sawOneState: boolean): void {
    this.#tables++;
    if (!sawOneState) this.#changing.push(table);
  }

  says(): string {
    const changing = this.#changing;
    if (changing.length === 0) return 'All tests of a table saw it at the same moment';
    const named = changing.slice(0, TABLES_NAMED).join(', ');
    const more = changing.length > TABLES_NAMED ? ` and ${changing.length - TABLES_NAMED} more` : '';
    return (
      `${this.#tables - changing.length} of ${this.#tables} tables were seen at one moment each; the tests of ` +
      `${named}${more} saw the table one after another, and rows written meanwhile count in some of them only`
    );
  }
}
