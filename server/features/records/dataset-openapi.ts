import type { DatasetView, getDatasetOpenApi } from '../../../rules/datasets/datasets.operations.ts';
import { EXPORT_FORMATS, exportDataset, listRecords } from '../../../rules/datasets/datasets.operations.ts';
import { openApiOf, type JsonSchema } from '../../../rules/api/openapi.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import type { Call } from '../../context.ts';
import type { UseCase } from '../../plugins/operations.ts';
import { knownDataset, viewDataset } from '../datasets/index.ts';

/** OpenAPI 3.1 of one dataset: its two calls, with its own fields, types and examples. */
export const datasetOpenApi: UseCase<typeof getDatasetOpenApi> = async (call: Call, { id }) => {
  const { dataset, version } = await knownDataset(call, id);
  if (dataset.entry === null || dataset.openClass === 'closed') throw new Problem('not-found');
  const view = viewDataset(dataset, version, call);
  const document = openApiOf([listRecords, exportDataset], {
    title: view.name,
    server: call.transport.origin,
  });
  const fixed = JSON.stringify(document).replaceAll('/datasets/{id}/', `/datasets/${view.code}/`);
  return {
    ...withoutIdParameter(JSON.parse(fixed) as Record<string, unknown>),
    'x-formats': EXPORT_FORMATS,
    'x-record': recordSchema(view),
  };
};

function recordSchema({ fields }: DatasetView): JsonSchema {
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

/** The dataset is in the path already. */
function withoutIdParameter(document: Record<string, unknown>): Record<string, unknown> {
  const paths = document['paths'] as Record<string, Record<string, { parameters?: { name: string }[] }>>;
  for (const path of Object.values(paths)) {
    for (const call of Object.values(path))
      call.parameters = call.parameters?.filter(({ name }) => name !== 'id') ?? [];
  }
  return document;
}
