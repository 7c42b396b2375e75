import { Type, type Static } from 'typebox';
import { Download, operation } from '../api/operation.ts';
import { Literals, Abilities, ByDataset, Nullable, Page, PageQuery, Stepped } from '../api/views.ts';
import { ParsedConditions } from '../conditions/condition.schema.ts';
import { GradedRisk } from '../conditions/risks.ts';
import { GrantedPart } from '../grants/granted-part.ts';
import { GRANT_PROBLEMS, GrantId } from '../grants/grant-id.ts';
import { HistoryItem } from '../events/event.schema.ts';
import { COLUMN_TYPES } from '../reading/reading.schema.ts';
import { ColumnProfile, Distribution } from '../versions/version.schema.ts';
import { VersionView } from '../versions/versions.operations.ts';
import { LivePeriodView } from '../sources/live.ts';
import { DATASET_STATES } from './dataset.machine.ts';
import { Highlights, SearchHelp } from '../finding/search-help.schema.ts';
import { Field, OpenClass, UpdateFrequency } from './list-entry.schema.ts';
import { DatasetUse } from './use.schema.ts';

const Publisher = Type.Object({
  id: Type.String(),
  code: Type.String(),
  name: Type.String(),
  nameEn: Type.String(),
});
export const DatasetState = Literals(DATASET_STATES);

export const DatasetSummary = Type.Object({
  id: Type.String(),
  code: Type.String(),
  state: DatasetState,
  name: Type.String(),
  /** Empty when closed: then name, publisher and ground are public, fields and data never. */
  summary: Type.String(),
  domain: Type.String(),
  openClass: OpenClass,
  updateFrequency: UpdateFrequency,
  publisher: Publisher,
  rows: Nullable(Type.Integer()),
  fieldCount: Type.Integer(),
  dataUpdatedAt: Nullable(Type.String()),
  listedAt: Nullable(Type.String()),
  /** What the portal calls it that it came from with an export. */
  sourceId: Nullable(Type.String()),
  /** Why it is closed. */
  ground: Type.String(),
});
export type DatasetSummary = Static<typeof DatasetSummary>;

export const DatasetField = Type.Object({ ...Field.properties, profile: Nullable(ColumnProfile) });
export type DatasetField = Static<typeof DatasetField>;

export const DatasetView = Type.Object({
  ...DatasetSummary.properties,
  keywords: Type.Array(Type.String()),
  timeCoverage: Type.String(),
  area: Type.String(),
  relations: Type.String(),
  conditions: Type.Array(Type.String()),
  /** What the conditions say by the families of xz-15, and what of them says nothing that is known. */
  conditionTerms: ParsedConditions,
  /** Of conditional data: each risk that its grade found, and the kinds of terms that answer it (xz-15). */
  risks: Type.Array(GradedRisk),
  materials: Type.Array(Type.String()),
  fields: Type.Array(DatasetField),
  suspendedReason: Nullable(Type.String()),
  /** Of static data: why it is not updated, and since when what was updated before no longer is (xz-10-1). */
  staticReason: Type.String(),
  staticSince: Nullable(Type.String()),
  /** The portal that it came from with an export, and its page there, which has the data until it is here. */
  source: Nullable(Type.Object({ name: Type.String(), url: Type.String() })),
  openedAt: Nullable(Type.String()),
  version: Nullable(VersionView),
  /** The open period of a live dataset: what is served unless a version is asked for. */
  live: Nullable(LivePeriodView),
  /** Null when closed, and while no access record was counted. */
  use: Nullable(DatasetUse),
  /** Of conditional data: the reader's grants that serve rows today, the oldest first. */
  granted: Type.Array(GrantedPart),
  can: Abilities,
});
export type DatasetView = Static<typeof DatasetView>;

export const FoundDataset = Type.Object({
  ...DatasetSummary.properties,
  /** How well it fits the words; null when none were given. Comparable within one answer. */
  score: Nullable(Type.Number()),
  /** Where it has the words; null when none were given. */
  highlights: Nullable(Highlights),
  /** What it is sorted by: downloads or calls in the last 30 days, or quality from 0 to 1; null in other orders and without data. */
  figure: Nullable(Type.Number()),
});
export type FoundDataset = Static<typeof FoundDataset>;

const facet = Type.Array(Type.Object({ value: Type.String(), count: Type.Integer() }));
export const DatasetPage = Type.Object({
  ...Page(FoundDataset).properties,
  /** How often each value is there under all that is set; of tags the 40 commonest. */
  facets: Type.Object({
    ...{ domain: facet, publisher: facet, openClass: facet, updateFrequency: facet },
    ...{ tag: facet, format: facet, scenario: facet, hasApi: facet, hasMap: facet },
  }),
  /** Null when no words were given. */
  help: Nullable(SearchHelp),
});
export type DatasetPage = Static<typeof DatasetPage>;

export const EXPORT_FORMATS = [
  'csv',
  'tsv',
  'json',
  'ndjson',
  'xlsx',
  'parquet',
  'arrow',
  'geojson',
  'shp',
  'gpkg',
  'xml',
  'rdf',
] as const;
export const ExportFormat = Literals(EXPORT_FORMATS);
export type ExportFormat = Static<typeof ExportFormat>;

/** By how well words fit, by time, by name, or by a figure, the highest first. */
export const LIST_SORTS = ['relevance', 'updated', 'name', 'downloads', 'calls', 'quality'] as const;
export type ListSort = (typeof LIST_SORTS)[number];

const tag = 'Datasets';
const filter = (description: string) => Type.Optional(Type.String({ maxLength: 100, description }));

export const listDatasets = operation({
  id: 'listDatasets',
  method: 'GET',
  path: '/datasets',
  summary: 'The open list: everything that is listed, closed entries by name, publisher and ground',
  tag,
  query: Type.Object({
    q: filter(
      'What to look for, in words: also by synonym, pinyin, initials, in traditional characters or English, or misspelt',
    ),
    field: filter('Words of a field, by its name or label: only datasets that have such a one'),
    asTyped: Type.Optional(
      Type.Boolean({ description: 'Never by another spelling, even where nothing is found as typed' }),
    ),
    domain: filter('Domain code'),
    publisher: filter('Code of the publishing body'),
    openClass: filter('unconditional, conditional or closed'),
    updateFrequency: filter('Update frequency'),
    tag: filter('A keyword of it, as written'),
    format: Type.Optional(Literals(EXPORT_FORMATS, { description: 'Only what can be taken in this format' })),
    scenario: filter('Only conditional data whose conditions allow this: a value of their terms'),
    hasApi: Type.Optional(Type.Boolean({ description: 'Whether its rows can be asked for by anyone' })),
    hasMap: Type.Optional(Type.Boolean({ description: 'Whether it is known where its rows are' })),
    sort: Type.Optional(
      Literals(LIST_SORTS, {
        description:
          'relevance when words are given, else updated; downloads and calls are those of the last 30 days, quality is the mean share of filled cells, described fields and fields in which nothing was found',
      }),
    ),
    ...PageQuery,
  }),
  response: DatasetPage,
  problems: ['invalid-cursor'],
});

export const getDataset = operation({
  id: 'getDataset',
  method: 'GET',
  path: '/datasets/{id}',
  summary: 'Everything that the page of a dataset shows; `id` is the id or the code',
  tag,
  params: ByDataset,
  response: DatasetView,
  problems: ['not-found'],
});

export const listVersions = operation({
  id: 'listVersions',
  method: 'GET',
  path: '/datasets/{id}/versions',
  summary: 'All published versions, newest first; those in preparation for those who may see drafts',
  tag,
  params: ByDataset,
  response: Type.Object({ items: Type.Array(VersionView) }),
  problems: ['not-found'],
});

export const getDatasetHistory = operation({
  id: 'getDatasetHistory',
  method: 'GET',
  path: '/datasets/{id}/history',
  summary: 'What happened to a dataset on the open list: in public, the public part',
  tag,
  params: ByDataset,
  response: Type.Object({ items: Type.Array(HistoryItem) }),
  problems: ['not-found'],
});

export const STEP_EVENTS = ['suspend', 'resume', 'withdraw'] as const;
export const stepDataset = operation({
  id: 'stepDataset',
  method: 'POST',
  path: '/datasets/{id}/{event}',
  summary: 'Suspend, resume or withdraw a dataset; acts on the very next request',
  tag,
  params: Type.Object({
    ...ByDataset.properties,
    event: Literals(STEP_EVENTS),
  }),
  body: Type.Object({ reason: Type.String({ minLength: 2, maxLength: 2000 }) }),
  response: Stepped,
  problems: ['not-permitted', 'not-found', 'wrong-state'],
});

const rowsTag = 'Rows';
const expression = (description: string) => Type.Optional(Type.String({ maxLength: 10_000, description }));
const QueryParts = {
  select: expression('Fields, separated by commas; all when absent'),
  where: expression('Condition, see docs/expressions.md'),
  groupBy: expression('Fields or expressions, separated by commas; the answer has a row for each group'),
  having: expression('Condition on the groups'),
  orderBy: expression('Fields, each with asc or desc, separated by commas'),
  version: Type.Optional(
    Type.Integer({
      minimum: 1,
      description: 'A published version; when absent the open period of a live dataset, else the current one',
    }),
  ),
  grant: Type.Optional(GrantId),
};

const RECORD_FORMATS = ['json', 'ndjson', 'csv', 'tsv', 'geojson', 'arrow', 'parquet'] as const;
export const RecordFormat = Literals(RECORD_FORMATS, {
  description: 'When absent the one that the header Accept likes best, else json',
});
export type RecordFormat = Static<typeof RecordFormat>;
export const listRecords = operation({
  id: 'listRecords',
  method: 'GET',
  path: '/datasets/{id}/records',
  summary: 'Rows of a dataset: filtered, sorted, paged; no account needed (xz-17)',
  tag: rowsTag,
  params: ByDataset,
  query: Type.Object({
    ...QueryParts,
    limit: Type.Integer({ minimum: 1, maximum: 10_000, default: 20 }),
    cursor: Type.Optional(Type.String({ maxLength: 4000 })),
    format: Type.Optional(RecordFormat),
  }),
  response: Download,
  problems: [
    ...GRANT_PROBLEMS,
    'not-found',
    'no-data-yet',
    'suspended',
    'invalid-expression',
    'invalid-cursor',
    'unsuitable-format',
    'too-large',
    'query-timeout',
  ],
});

/** The JSON that `listRecords` answers. */
export interface RecordsPage {
  items: Record<string, unknown>[];
  total: number | null;
  totalIsEstimate: boolean;
  next: string | null;
  /** null while the rows are live. */
  version: number | null;
  /** The open period that the rows are of. */
  live?: LivePeriodView;
}

export const exportDataset = operation({
  id: 'exportDataset',
  method: 'GET',
  path: '/datasets/{id}/exports/{format}',
  summary:
    'The whole dataset or a filtered part of it as a file; geojson, shp and gpkg want a geometry, and shp cuts names to 10 bytes and texts to 254, as its fields.csv says',
  tag: rowsTag,
  params: Type.Object({ ...ByDataset.properties, format: ExportFormat }),
  query: Type.Object({
    ...QueryParts,
    bom: Type.Boolean({
      default: false,
      description: 'csv: begin with a byte order mark, for desktop spreadsheets',
    }),
    encoding: Type.Union([Type.Literal('utf-8'), Type.Literal('gb18030')], { default: 'utf-8' }),
    neutralise: Type.Boolean({
      default: false,
      description: 'Put an apostrophe before cells that a spreadsheet would run',
    }),
  }),
  response: Download,
  problems: [
    ...GRANT_PROBLEMS,
    'not-found',
    'no-data-yet',
    'suspended',
    'invalid-expression',
    'unsuitable-format',
    'too-large',
    'query-timeout',
  ],
});

export const FieldProfile = Type.Object({
  name: Type.String(),
  label: Type.String(),
  type: Literals(COLUMN_TYPES),
  unit: Type.String(),
  /** Rows without a value. */
  nulls: Type.Integer(),
  /** Different values; in tables of more than 300,000 rows within some per cent. */
  distinct: Type.Integer(),
  min: Nullable(Type.String()),
  max: Nullable(Type.String()),
  ...Distribution.properties,
});
export type FieldProfile = Static<typeof FieldProfile>;

export const getProfile = operation({
  id: 'getProfile',
  method: 'GET',
  path: '/datasets/{id}/profile',
  summary: 'What each field holds: empty and different values, extremes, the most frequent ones, a histogram',
  tag: rowsTag,
  params: ByDataset,
  query: Type.Object({
    version: Type.Optional(
      Type.Integer({ minimum: 1, description: 'A published version; the current one when absent' }),
    ),
  }),
  response: Type.Object({ version: Type.Integer(), rows: Type.Integer(), fields: Type.Array(FieldProfile) }),
  problems: ['not-found', 'not-permitted', 'no-data-yet', 'suspended', ...GRANT_PROBLEMS],
});

export const downloadOriginal = operation({
  id: 'downloadOriginal',
  method: 'GET',
  path: '/datasets/{id}/versions/{version}/original',
  summary: 'The bytes as the publisher delivered them',
  tag: rowsTag,
  params: Type.Object({ ...ByDataset.properties, version: Type.Integer({ minimum: 1 }) }),
  response: Download,
  problems: ['not-found', 'no-data-yet', 'suspended', ...GRANT_PROBLEMS],
});

export const getDatasetOpenApi = operation({
  id: 'getDatasetOpenApi',
  method: 'GET',
  path: '/datasets/{id}/openapi.json',
  summary: 'OpenAPI 3.1 of this one dataset, with its real fields and examples',
  tag: rowsTag,
  params: ByDataset,
  response: Type.Record(Type.String(), Type.Unknown()),
  problems: ['not-found'],
});

export const DATASET_OPERATIONS = [listDatasets, getDataset, listVersions, getDatasetHistory, stepDataset];
export const RECORD_OPERATIONS = [
  listRecords,
  exportDataset,
  getProfile,
  downloadOriginal,
  getDatasetOpenApi,
];
