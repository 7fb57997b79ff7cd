/** A step of the store's schema. */
export interface Migration {
  /** `0002-projects`: number and subject; never changes once released. */
  readonly name: string;
  /** One SQL statement each, for PostgreSQL 14 and newer. All of a migration happens, or nothing. */
  readonly statements: readonly string[];
}
