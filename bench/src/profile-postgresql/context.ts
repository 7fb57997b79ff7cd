import type { Recipe } from './order-table.ts';

export interface ProfileContext {
  /** Connection to the server that holds the table. */
  readonly url: string;
  /** The folder with `psql`. */
  readonly binaries: string;
  readonly recipe: Recipe;
}
