/** Which jobs a list shows. What is left out does not filter; an empty list lets nothing through. */
export interface JobFilter {
  readonly projectId?: string;
  readonly keys?: readonly string[];
  readonly statuses?: readonly string[];
  readonly sources?: readonly string[];
  readonly targetKeys?: readonly string[];
  /** Half open: from (included) ... before (excluded). */
  readonly createdFrom?: Date;
  readonly createdBefore?: Date;
  /** Upkeep is left out unless asked for. */
  readonly includeInternal?: boolean;
}

export interface Page {
  /** From 1. */
  readonly page: number;
  readonly limit: number;
}
