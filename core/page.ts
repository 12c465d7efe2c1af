// Answers of lists, page by page.

export interface Page<Item> {
  readonly items: readonly Item[];
  /** Pass it back as `cursor` for what follows; `null` at the end. */
  readonly nextCursor: string | null;
}

export interface PageRequest {
  readonly limit: number;
  readonly cursor: string | null;
}

/** JSON as the API shows it. */
export type Json = Readonly<Record<string, unknown>>;
