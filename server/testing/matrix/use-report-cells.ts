import { REPORT } from '../use-reporting.ts';
import { office, read, type Cell } from './cell.ts';

const reported = (cell: Cell): Cell => ({ ...cell, basis: 'xz-29' });

/** Operations on reports on use: the data user files them, the publisher answers. */
export const USE_REPORT_CELLS: Record<string, readonly Cell[]> = {
  listUseReports: [reported({ ...office('the reports on use', 'use-report.read'), whose: 'mine' })],
  getUseReport: [reported({ ...read('a report on use', 'dueReport', 'use-report.read'), whose: 'granted' })],
  fileUseReport: [
    reported({
      ...read('a report that is owed', 'dueReport', 'use-report.read', ({ thing }) => ({
        ...{ path: { id: thing.id }, body: REPORT },
      })),
      ...{ whose: 'granted', needs: 'use-report.file', spends: true },
    }),
  ],
  decideUseReport: [
    reported({
      ...read('a filed report', 'filedReport', 'use-report.read', ({ thing }) => ({
        ...{ path: { id: thing.id, event: 'accept' }, body: {} },
      })),
      ...{ whose: 'granted', needs: 'use-report.decide', spends: true },
    }),
    reported({
      ...read('a filed report that lacks something', 'filedReport', 'use-report.read', ({ thing }) => ({
        ...{ path: { id: thing.id, event: 'return' }, body: { reasons: ['没有写明算法。'] } },
      })),
      ...{ whose: 'granted', needs: 'use-report.decide', spends: true },
    }),
  ],
  answerSuggestion: [
    reported({
      ...read('a suggestion', 'filedReport', 'use-report.read', ({ thing }) => ({
        path: { id: thing.id, suggestionId: thing.suggestionId ?? thing.id },
        body: { answer: '下一版改正。' },
      })),
      ...{ whose: 'granted', needs: 'use-report.answer', spends: true },
    }),
  ],
};
