import type { Download } from '../../../rules/api/operation.ts';
import type {
  downloadOriginal,
  ExportFormat,
  exportDataset,
  listRecords,
} from '../../../rules/datasets/datasets.operations.ts';
import { periodName } from '../../../rules/sources/live.ts';
import type { Call } from '../../context.ts';
import type { UseCase } from '../../plugins/operations.ts';
import { cacheHeaders, entityTag, notMadeAnew, notModified } from './caching.ts';
import { fromFile, madeExport, type Order, type TaggedFile } from './made-export.ts';
import { queryFor } from './remembered-query.ts';
import { servedRows, servedVersion, type Served } from './served-version.ts';

const CONTENT_TYPES: Record<ExportFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  tsv: 'text/tab-separated-values; charset=utf-8',
  json: 'application/json; charset=utf-8',
  ndjson: 'application/x-ndjson; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  parquet: 'application/vnd.apache.parquet',
};

const note = ({ transport }: Call, { dataset, number }: Served, format: string): void =>
  transport.note({ datasetId: dataset.id, version: number, format });

export const records: UseCase<typeof listRecords> = async (call, asked) => {
  const served = await servedRows(call, asked.id, asked.version);
  const { format, limit, cursor } = asked;
  note(call, served, format);
  const tag = entityTag(served.tag);
  const known = format === 'json' ? notModified(call, tag) : notMadeAnew(call, served.tag);
  if (known) return known;
  const { engine } = call.services;
  const table = await served.table();
  const query = queryFor(table, asked);
  const headers = cacheHeaders(tag);
  const contentType = CONTENT_TYPES[format];
  if (format !== 'json') {
    const order: Order = { tag: served.tag, table, query: { ...query, limit }, format, options: {} };
    return madeExport(call, order, { contentType });
  }
  const [page, count] = await Promise.all([
    engine.rows(table, query, { limit, after: cursor ?? null }),
    engine.count(table, query),
  ]);
  const { number: version, live } = served;
  const rest = JSON.stringify({ ...count, next: page.next, version, ...(live && { live }) }).slice(1);
  return { contentType, headers, body: `{"items":${page.json},${rest}` };
};

/** Parquet, whole and unfiltered, is the stored file itself, of a version; everything else comes out of the engine as it is written. */
export const exportOne: UseCase<typeof exportDataset> = async (call, { id, version, format, ...asked }) => {
  const served = await servedRows(call, id, version);
  note(call, served, format);
  const known = notMadeAnew(call, served.tag);
  if (known) return known;
  const { bom, encoding, neutralise, ...text } = asked;
  const whole = Object.values(text).every((part) => part.trim() === '');
  const fileName = `${served.dataset.code}-${nameOf(served)}${whole ? '' : '-part'}.${format}`;
  const contentType = CONTENT_TYPES[format].replace('utf-8', encoding);
  if (format === 'parquet' && whole && served.manifest) {
    const { digest, bytes } = served.manifest.data;
    return stored(call, { digest, bytes, tag: entityTag(served.tag), fileName, contentType });
  }
  const table = await served.table();
  const options = { bom, encoding, neutraliseFormulas: neutralise };
  const order: Order = { tag: served.tag, table, query: queryFor(table, text), format, options };
  return madeExport(call, order, { contentType, fileName });
};

const nameOf = ({ number, live }: Served): string =>
  live ? `live-${periodName(new Date(live.startsAt), live.sealEvery)}-${live.revision}` : `v${number}`;

export const original: UseCase<typeof downloadOriginal> = async (call, { id, version }) => {
  const served = await servedVersion(call, id, version);
  note(call, served, 'original');
  const { name, digest, bytes } = served.manifest.original;
  const tag = entityTag(served.tag);
  const known = notModified(call, tag);
  return (
    known ?? stored(call, { digest, bytes, tag, fileName: name, contentType: 'application/octet-stream' })
  );
};

const stored = (call: Call, file: Omit<TaggedFile, 'read'>): Download =>
  fromFile(call, { ...file, read: (range) => call.services.objects.stream(file.digest, range) });
