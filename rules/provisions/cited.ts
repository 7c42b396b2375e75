/** Provisions: id → where it stands and what it says in one line. */
export type Cited = Record<string, { zh: string; en: string; gist: { zh: string; en: string } }>;
