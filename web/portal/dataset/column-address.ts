/** The page of one column; names can hold anything. */
export const columnAddress = (code: string, name: string): string =>
  `/datasets/${code}/columns/${encodeURIComponent(name)}`;
