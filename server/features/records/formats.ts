import type { ExportFormat, RecordFormat } from '../../../rules/datasets/datasets.operations.ts';

interface Format {
  contentType: string;
  /** How the name of a file ends. */
  ending: string;
}

export const FORMATS: Readonly<Record<ExportFormat, Format>> = {
  csv: { contentType: 'text/csv; charset=utf-8', ending: 'csv' },
  tsv: { contentType: 'text/tab-separated-values; charset=utf-8', ending: 'tsv' },
  json: { contentType: 'application/json; charset=utf-8', ending: 'json' },
  ndjson: { contentType: 'application/x-ndjson; charset=utf-8', ending: 'ndjson' },
  xlsx: {
    contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    ending: 'xlsx',
  },
  parquet: { contentType: 'application/vnd.apache.parquet', ending: 'parquet' },
  arrow: { contentType: 'application/vnd.apache.arrow.stream', ending: 'arrows' },
  geojson: { contentType: 'application/geo+json; charset=utf-8', ending: 'geojson' },
  shp: { contentType: 'application/zip', ending: 'shp.zip' },
  gpkg: { contentType: 'application/geopackage+sqlite3', ending: 'gpkg' },
  xml: { contentType: 'application/xml; charset=utf-8', ending: 'xml' },
  rdf: { contentType: 'application/rdf+xml; charset=utf-8', ending: 'rdf' },
};

/** What a caller may name in `Accept` to get rows; the first of a type is the one. */
const ACCEPTED: Readonly<Record<string, RecordFormat>> = {
  'application/json': 'json',
  'application/x-ndjson': 'ndjson',
  'text/csv': 'csv',
  'text/tab-separated-values': 'tsv',
  'application/geo+json': 'geojson',
  'application/vnd.apache.arrow.stream': 'arrow',
  'application/vnd.apache.parquet': 'parquet',
};

/** The format of rows that an `Accept` header likes best; JSON when it names none of them. */
export function acceptedFormat(accept: string | undefined): RecordFormat {
  let best: { format: RecordFormat; weight: number } | null = null;
  for (const range of (accept ?? '').split(',')) {
    const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    const weight = Number(parameters.find((each) => each.startsWith('q='))?.slice(2) ?? 1);
    const format = Object.hasOwn(ACCEPTED, type) ? ACCEPTED[type] : undefined;
    if (format && weight > (best?.weight ?? 0)) best = { format, weight };
  }
  return best?.format ?? 'json';
}
