/** What one language writes: fillers and spellings that mean the same. */
export interface WordList {
  /** ISO 639-1. */
  readonly language: string;
  /** Written where there is no value, in lower case, compared with the whole value. */
  readonly fillers: readonly string[];
  /**
   * Families of groups of spellings with one meaning, in lower case, `male|m|man`. Within a family a spelling
   * stands once; in another family it may mean something else, because a group only counts where two of its
   * spellings meet in one column.
   */
  readonly synonyms: Readonly<Record<string, readonly string[]>>;
}
