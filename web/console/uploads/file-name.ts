/** “停车场台账.csv” → “停车场台账” */
export const withoutEnding = (fileName: string): string =>
  fileName.replace(/\.[A-Za-z0-9]{1,5}$/, '').slice(0, 200);
