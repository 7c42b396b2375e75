import type { DatasetView, getDatasetOpenApi } from '../../../rules/datasets/datasets.operations.ts';
import { EXPORT_FORMATS, exportDataset, listRecords } from '../../../rules/datasets/datasets.operations.ts';
import { LivePeriodView } from '../../../rules/sources/live.ts';
import { openApiOf, type JsonSchema } from '../../../rules/api/openapi.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import type { Call } from '../../context.ts';
import type { UseCase } from '../../plugins/operations.ts';
import { knownDataset, viewDataset, type Dataset } from '../datasets/index.ts';
import { grantsOf } from '../grants/index.ts';

/** OpenAPI 3.1 of one dataset: its two calls, with its own fields, types and examples. */
export const datasetOpenApi: UseCase<typeof getDatasetOpenApi> = async (call: Call, { id }) => {
  const { dataset, version } = await knownDataset(call, id);
  if (dataset.entry === null || dataset.openClass === 'closed') throw new Problem('not-found');
  const view = viewDataset(dataset, version, call);
  const granted = await grantedFields(call, dataset);
  const fields = granted ? view.fields.filter(({ name }) => granted.has(name)) : view.fields;
  const { licence } = call.services.profile;
  const document = openApiOf([listRecords, exportDataset], {
    title: view.name,
    server: call.transport.origin,
    license: { name: licence.name[call.language], url: new URL(licence.url, call.transport.origin).href },
  }) as unknown as Document;
  const { components, paths } = document;
  return {
    ...document,
    paths: Object.fromEntries(
      Object.entries(paths).map(([path, calls]) => pathOfDataset(path, calls, view.code)),
    ),
    components: {
      ...components,
      schemas: { ...components.schemas, Record: recordSchema({ fields }), RecordsPage: RECORDS_PAGE },
    },
    'x-formats': EXPORT_FORMATS,
  };
};

/** Under grants there are no other fields than theirs; null: as on the open list. */
async function grantedFields(call: Call, { id, openClass }: Dataset): Promise<Set<string> | null> {
  if (openClass !== 'conditional') return null;
  const grants = await grantsOf(call, id);
  return grants.length === 0 ? null : new Set(grants.flatMap(({ terms }) => terms.fields));
}

/** The parts of the document that are made this dataset's own; {@link openApiOf} promises no more than JSON. */
interface Document extends JsonSchema {
  paths: Record<string, { get: Reading }>;
  components: { schemas: JsonSchema };
}
interface Reading extends JsonSchema {
  operationId: 'listRecords' | 'exportDataset';
  parameters: { name: string }[];
  responses: JsonSchema;
}

const RECORD: JsonSchema = { $ref: '#/components/schemas/Record' };
const RECORDS: JsonSchema = { type: 'array', items: RECORD };
const BYTES: JsonSchema = { type: 'string', format: 'binary' };
/** TypeBox keeps its own marks beside the JSON Schema; they stay out of the document. */
const LIVE = JSON.parse(JSON.stringify(LivePeriodView)) as JsonSchema;
const RECORDS_PAGE: JsonSchema = {
  type: 'object',
  required: ['items', 'total', 'totalIsEstimate', 'next', 'version'],
  properties: {
    items: RECORDS,
    total: { type: ['integer', 'null'] },
    totalIsEstimate: { type: 'boolean' },
    next: { type: ['string', 'null'], description: 'Cursor of the next page; null on the last' },
    version: { type: ['integer', 'null'], description: 'null while the rows are live' },
    live: LIVE,
  },
};

const LINES = {
  'application/x-ndjson': RECORD,
  'text/csv': BYTES,
  'text/tab-separated-values': BYTES,
  'application/geo+json': { type: 'object' },
  'application/vnd.apache.arrow.stream': BYTES,
  'application/vnd.apache.parquet': BYTES,
};
const ANSWERS: Record<Reading['operationId'], Record<string, JsonSchema>> = {
  listRecords: { 'application/json': { $ref: '#/components/schemas/RecordsPage' }, ...LINES },
  exportDataset: {
    'application/json': RECORDS,
    ...LINES,
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': BYTES,
    'application/zip': BYTES,
    'application/geopackage+sqlite3': BYTES,
    'application/xml': BYTES,
    'application/rdf+xml': BYTES,
  },
};

/** The dataset stands in the path, and the answers are made of its records. */
function pathOfDataset(path: string, { get }: { get: Reading }, code: string): [string, JsonSchema] {
  const types = Object.entries(ANSWERS[get.operationId]).map(([type, schema]) => [type, { schema }]);
  return [
    path.replace('{id}', code),
    {
      get: {
        ...get,
        parameters: get.parameters.filter(({ name }) => name !== 'id'),
        responses: {
          ...get.responses,
          200: { description: 'Done', content: Object.fromEntries(types) as JsonSchema },
        },
      },
    },
  ];
}

function recordSchema({ fields }: Pick<DatasetView, 'fields'>): JsonSchema {
  const properties = fields.map(({ name, label, type, unit, description, profile }) => [
    name,
    {
      ...JSON_TYPES[type],
      title: label,
      description: [description, unit && `（${unit}）`].filter(Boolean).join(''),
      ...((profile?.min ?? null) === null ? {} : { examples: [profile?.min] }),
    },
  ]);
  return { type: 'object', properties: Object.fromEntries(properties) as JsonSchema };
}

const nullable = (type: string, format?: string) => ({ type: [type, 'null'], ...(format ? { format } : {}) });
const JSON_TYPES: Record<DatasetView['fields'][number]['type'], JsonSchema> = {
  text: nullable('string'),
  integer: nullable('integer'),
  decimal: nullable('number'),
  boolean: nullable('boolean'),
  date: nullable('string', 'date'),
  datetime: nullable('string', 'date-time'),
  time: nullable('string', 'time'),
  geometry: nullable('string'),
};
