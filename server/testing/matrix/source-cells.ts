import type { Action } from '../../../rules/access/permissions.ts';
import { inPlace, read, type Cell } from './cell.ts';
import { SOURCE } from './things.ts';

const stepSource = (event: 'approve' | 'end', needs: Action): Cell => ({
  ...read(`${event} of a data source`, 'source', 'source.read', ({ thing }) => ({
    path: { id: thing.id, event },
  })),
  basis: 'xz-16-2',
  needs,
  spends: true,
});

/** Operations on data sources. */
export const SOURCE_CELLS: Record<string, readonly Cell[]> = {
  listSources: [inPlace('the data sources', 'source.read')],
  getSource: [read('a data source', 'source', 'source.read')],
  createSource: [
    {
      ...read('a draft', 'draft', 'draft.read', ({ thing }) => ({
        body: { ...SOURCE, datasetId: thing.id },
      })),
      basis: 'xz-16-2',
      needs: 'source.write',
    },
  ],
  changeSource: [
    {
      ...read('a data source', 'source', 'source.read', ({ thing }) => ({
        path: { id: thing.id },
        body: { ...SOURCE, revision: thing.revision ?? 0 },
      })),
      basis: 'xz-16-2',
      needs: 'source.write',
      spends: true,
    },
  ],
  stepSource: [stepSource('approve', 'source.approve'), stepSource('end', 'source.write')],
  pullSource: [
    {
      ...read('a data source', 'source', 'source.read'),
      basis: 'xz-16-2',
      needs: 'source.write',
      answers: 'wrong-state',
    },
  ],
  pushRows: [
    {
      ...read('a data source', 'source', 'source.read', ({ thing }) => ({
        path: { id: thing.id },
        body: { rows: [] },
      })),
      basis: 'xz-9-3',
      needs: 'source.push',
      answers: 'wrong-state',
    },
  ],
};
