import { free, type Cell } from './cell.ts';

/** Finding what is on the open list. */
export const FINDING_CELLS: Record<string, readonly Cell[]> = {
  findValues: [free('open data', () => ({ query: { q: '龙漕' } }))],
  followDatasets: [free('the open list')],
  suggest: [free('the open list', () => ({ query: { q: '停车' } }))],
};
