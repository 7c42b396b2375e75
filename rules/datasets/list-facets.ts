/** What the list is narrowed by besides the columns of its rows: keywords, the data, and what conditions allow. */
export const BEYOND_FACETS = ['tag', 'format', 'scenario', 'hasApi', 'hasMap'] as const;
