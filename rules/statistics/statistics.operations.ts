import { Type, type Static } from 'typebox';
import { Download, operation } from '../api/operation.ts';
import { Literals, Nullable } from '../api/views.ts';
import { UpdateFrequency } from '../datasets/list-entry.schema.ts';

/** What stands on the open list of the city, of a body, of a domain or of a district. */
export const Figures = Type.Object({
  listed: Type.Integer(),
  unconditional: Type.Integer(),
  conditional: Type.Integer(),
  closed: Type.Integer(),
  suspended: Type.Integer(),
  withData: Type.Integer({ description: 'Open, with data that anyone can take here' }),
  rows: Type.Integer(),
  /** Of those with data. */
  promised: Type.Integer({ description: 'With data, and a frequency by which it must be updated' }),
  late: Type.Integer({ description: 'Of these, older now than their frequency allows' }),
  onTime: Nullable(
    Type.Number({ description: 'Share of days of the last 30 on which promised data was not late' }),
  ),
  updates: Type.Integer({ description: 'Versions published in the last 30 days' }),
  fields: Type.Integer(),
  described: Type.Integer({ description: 'Fields that are described' }),
  cells: Type.Integer({ description: 'Cells of the open data' }),
  empty: Type.Integer({ description: 'Of these, without a value' }),
});
export type Figures = Static<typeof Figures>;

export const DAY_KINDS = ['none', 'volume-1', 'volume-2', 'volume-3', 'volume-4', 'late', 'missed'] as const;
export type DayKind = (typeof DAY_KINDS)[number];

export const FigureRow = Type.Object({
  key: Type.String(),
  name: Type.String(),
  nameEn: Type.String(),
  figures: Figures,
  /** The last 84 days, the oldest first: a letter for each, its place in `DAY_KINDS`. */
  days: Type.String(),
});
export type FigureRow = Static<typeof FigureRow>;

const Month = Type.Object({
  month: Type.String({ description: 'YYYY-MM' }),
  listed: Type.Integer({ description: 'On the list at its end' }),
  opened: Type.Integer({ description: 'Of these, opened with data' }),
  updates: Type.Integer(),
  onTime: Nullable(Type.Number()),
});
const Day = Type.Object({ date: Type.String(), updates: Type.Integer() });

const UsedDataset = Type.Object({
  code: Type.String(),
  name: Type.String(),
  openClass: Type.String(),
  calls: Type.Integer(),
  downloads: Type.Integer(),
  /** Calls and downloads of each day, the oldest first. */
  days: Type.Array(Type.Integer()),
});

/** From the records of access, which count calls of the interface and downloads, not visits of pages. */
const Uses = Type.Object({
  since: Type.String(),
  calls: Type.Integer(),
  downloads: Type.Integer(),
  days: Type.Array(Type.Object({ date: Type.String(), calls: Type.Integer(), downloads: Type.Integer() })),
  most: Type.Array(UsedDataset),
});
export type Uses = Static<typeof Uses>;

export const Statistics = Type.Object({
  /** The moment that all of it is of. */
  at: Type.String(),
  total: Figures,
  publishers: Type.Array(FigureRow),
  domains: Type.Array(FigureRow),
  districts: Type.Array(FigureRow),
  months: Type.Array(Month),
  days: Type.Array(Day),
  /** null while nothing was counted yet. */
  uses: Nullable(Uses),
});
export type Statistics = Static<typeof Statistics>;

export const STATISTICS_TABLES = ['publishers', 'domains', 'districts', 'months', 'days', 'uses'] as const;
export type StatisticsTable = (typeof STATISTICS_TABLES)[number];

const LateDataset = Type.Object({
  code: Type.String(),
  name: Type.String(),
  updateFrequency: UpdateFrequency,
  dataUpdatedAt: Type.String(),
  dueAt: Type.String({ description: 'When it ought to have been updated' }),
});
export type LateDataset = Static<typeof LateDataset>;

export const PublisherFigures = Type.Object({
  at: Type.String(),
  /** Without datasets on the list all figures are 0. */
  row: FigureRow,
  /** What is late, the longest first; at most 50. */
  late: Type.Array(LateDataset),
});
export type PublisherFigures = Static<typeof PublisherFigures>;

const tag = 'Discovery';

export const getStatistics = operation({
  id: 'getStatistics',
  method: 'GET',
  path: '/stats',
  summary:
    'The open list in figures, all of one moment: by body, domain and district, by month, how punctual the updates are, what is used',
  tag,
  response: Statistics,
  problems: [],
});

export const getStatisticsTable = operation({
  id: 'getStatisticsTable',
  method: 'GET',
  path: '/stats/{table}',
  summary: 'One table of the statistics as CSV',
  tag,
  params: Type.Object({ table: Literals(STATISTICS_TABLES) }),
  response: Download,
  problems: ['not-found'],
});

export const getPublisherFigures = operation({
  id: 'getPublisherFigures',
  method: 'GET',
  path: '/publishers/{code}/stats',
  summary: 'The figures of one public body, and which of its datasets are late',
  tag,
  params: Type.Object({ code: Type.String({ pattern: '^[A-Z][A-Z0-9]{1,9}$' }) }),
  response: PublisherFigures,
  problems: ['not-found'],
});
