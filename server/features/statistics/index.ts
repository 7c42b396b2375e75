import {
  getPublisherFigures,
  getStatistics,
  getStatisticsTable,
} from '../../../rules/statistics/statistics.operations.ts';
import { handle, type Handled, type UseCase } from '../../plugins/operations.ts';
import { publisherFigures } from './publisher-figures.ts';
import { csvBytes } from '../../table-text.ts';
import { statisticsNow } from './remembered-statistics.ts';
import { statisticsTable } from './statistics-tables.ts';

const statistics: UseCase<typeof getStatistics> = ({ services }) => statisticsNow(services);

const table: UseCase<typeof getStatisticsTable> = async ({ services }, { table: wanted }) => {
  const now = await statisticsNow(services);
  const { headers, rows } = statisticsTable(now, wanted);
  const texts = rows.map((row) => row.map((cell) => (cell === null ? '' : String(cell))));
  return {
    contentType: 'text/csv; charset=utf-8',
    fileName: `${wanted}-${now.at.slice(0, 10)}.csv`,
    body: csvBytes(headers, oneAtOnce(texts), 'utf-8'),
  };
};

async function* oneAtOnce<T>(rows: readonly T[]): AsyncGenerator<readonly T[]> {
  yield await Promise.resolve(rows);
}

export const statisticsOperations: readonly Handled[] = [
  handle(getStatistics, statistics),
  handle(getStatisticsTable, table),
  handle(getPublisherFigures, publisherFigures),
];
