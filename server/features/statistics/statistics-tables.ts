import type {
  FigureRow,
  Figures,
  Statistics,
  StatisticsTable,
} from '../../../rules/statistics/statistics.operations.ts';

type Cell = string | number | null;
interface Table {
  headers: readonly string[];
  rows: readonly (readonly Cell[])[];
}

const FIGURES = [
  'listed',
  'unconditional',
  'conditional',
  'closed',
  'suspended',
  'withData',
  'rows',
  'promised',
  'late',
  'onTime',
  'updates',
  'fields',
  'described',
  'cells',
  'empty',
] as const satisfies readonly (keyof Figures)[];

const figureTable = (key: string, rows: readonly FigureRow[]): Table => ({
  headers: [key, 'name', ...FIGURES],
  rows: rows.map(({ key: own, name, figures }) => [own, name, ...FIGURES.map((each) => figures[each])]),
});

/** One table of the statistics; headers are the names that the JSON has. */
export function statisticsTable(statistics: Statistics, table: StatisticsTable): Table {
  const { publishers, domains, districts, months, days, uses } = statistics;
  switch (table) {
    case 'publishers':
      return figureTable('publisher', publishers);
    case 'domains':
      return figureTable('domain', domains);
    case 'districts':
      return figureTable('district', districts);
    case 'months':
      return {
        headers: ['month', 'listed', 'opened', 'updates', 'onTime'],
        rows: months.map(({ month, listed, opened, updates, onTime }) => [
          month,
          listed,
          opened,
          updates,
          onTime,
        ]),
      };
    case 'days':
      return {
        headers: ['date', 'updates', 'calls', 'downloads'],
        rows: days.map(({ date, updates }) => {
          const used = uses?.days.find((each) => each.date === date);
          return [date, updates, used?.calls ?? null, used?.downloads ?? null];
        }),
      };
    case 'uses':
      return {
        headers: ['code', 'name', 'calls', 'downloads'],
        rows: (uses?.most ?? []).map(({ code, name, calls, downloads }) => [code, name, calls, downloads]),
      };
  }
}
