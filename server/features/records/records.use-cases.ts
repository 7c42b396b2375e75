import type { Download, OutputOf } from '../../../rules/api/operation.ts';
import type {
  downloadOriginal,
  exportDataset,
  getProfile,
  listRecords,
} from '../../../rules/datasets/datasets.operations.ts';
import { periodName } from '../../../rules/sources/live.ts';
import type { VersionManifest } from '../../../rules/versions/version.schema.ts';
import type { Call } from '../../context.ts';
import type { UseCase } from '../../plugins/operations.ts';
import { distributionsOf } from '../versions/index.ts';
import { cacheHeaders, entityTag, notMadeAnew, notModified } from './caching.ts';
import { acceptedFormat, FORMATS } from './formats.ts';
import { countedPage } from './counted-page.ts';
import { cursorFor, cursorFrom, givenOut, takeRowsOf } from './given-out.ts';
import { fromFile, madeExport, workOf, type Order, type TaggedFile } from './made-export.ts';
import { queryFor } from './remembered-query.ts';
import { servedRows, servedVersion, type Served, type ServedVersion } from './served-version.ts';

const note = ({ transport }: Call, { dataset, number }: Served, format: string): void =>
  transport.note({ datasetId: dataset.id, version: number, format });

const VARIES = { vary: 'accept' };

export const records: UseCase<typeof listRecords> = async (call, asked) => {
  const served = await servedRows(call, asked.id, asked.version, asked.grant);
  const { limit, cursor, format = acceptedFormat(call.transport.header('accept')) } = asked;
  note(call, served, format);
  // One address has as many formats as callers accept.
  const of = format === 'json' ? served.tag : `${served.tag}-${format}`;
  const tag = entityTag(of);
  const known = format === 'json' ? notModified(call, tag) : notMadeAnew(call, of);
  if (known) return givenOut(served, known);
  const { engine, running } = call.services;
  const table = await served.table();
  const query = queryFor(table, asked);
  const { contentType } = FORMATS[format];
  const headers = { ...cacheHeaders(tag), ...VARIES };
  if (format !== 'json') {
    const order: Order = {
      ...{ tag: of, datasetId: served.dataset.id, table, query: { ...query, limit }, format },
      ...{ options: {}, grant: served.grant },
    };
    await takeRowsOf(call, served, table, order.query);
    const made = await madeExport(call, order, { contentType });
    return givenOut(served, { ...made, headers: { ...made.headers, ...VARIES } });
  }
  const work = workOf(call, 'rows', served.dataset.id, format);
  const { rows: page, count } = await running.during(work, (asker) =>
    countedPage(engine, table, query, { limit, after: cursorFrom(served, cursor) }, asker),
  );
  await served.grant?.takeRows(page.count);
  const { number: version, live } = served;
  const next = cursorFor(served, page.next);
  const rest = JSON.stringify({ ...count, next, version, ...(live && { live }) }).slice(1);
  return givenOut(served, { contentType, headers, body: `{"items":${page.json},${rest}` });
};

/** Parquet, whole and unfiltered, is the stored file itself, of a version; everything else comes out of the engine as it is written. */
export const exportOne: UseCase<typeof exportDataset> = async (
  call,
  { id, version, grant: named, format, ...asked },
) => {
  const served = await servedRows(call, id, version, named);
  note(call, served, format);
  const known = notMadeAnew(call, served.tag);
  if (known) return givenOut(served, known);
  const { bom, encoding, neutralise, ...text } = asked;
  const whole = Object.values(text).every((part) => part.trim() === '');
  const { code } = served.dataset;
  const { ending, contentType: usual } = FORMATS[format];
  const fileName = `${code}-${nameOf(served)}${whole ? '' : '-part'}.${ending}`;
  const contentType = format === 'csv' || format === 'tsv' ? usual.replace('utf-8', encoding) : usual;
  if (format === 'parquet' && whole && served.manifest) {
    const { digest, bytes } = served.manifest.data;
    return stored(call, { digest, bytes, tag: entityTag(served.tag), fileName, contentType });
  }
  const table = await served.table();
  const namespace = `${call.transport.origin}/datasets/${code}#`;
  const options = { bom, encoding, neutraliseFormulas: neutralise, namespace, layer: code };
  const { tag, dataset, grant } = served;
  const query = queryFor(table, text);
  const order: Order = { tag, datasetId: dataset.id, table, query, format, options, grant };
  await takeRowsOf(call, served, table, query);
  return givenOut(served, await madeExport(call, order, { contentType, fileName }));
};

const nameOf = ({ number, live }: Served): string =>
  live ? `live-${periodName(new Date(live.startsAt), live.sealEvery)}-${live.revision}` : `v${number}`;

type Profile = OutputOf<typeof getProfile>;
/** Of versions, which never change, for as long as they are remembered. */
const PROFILES = new WeakMap<VersionManifest, Profile>();

export const profile: UseCase<typeof getProfile> = async (call, { id, version }) => {
  const served = await servedVersion(call, id, version);
  note(call, served, 'profile');
  const known = PROFILES.get(served.manifest) ?? (await profileOf(call, served));
  PROFILES.set(served.manifest, known);
  return known;
};

async function profileOf(call: Call, served: ServedVersion): Promise<Profile> {
  const { rows, columns } = served.manifest;
  const distributions = await distributionsOf(call.services.db, served.tag);
  const fields = columns.map(({ name, label, type, unit, profile: counts }) => ({
    ...{ name, label, type, unit, ...counts },
    ...(distributions[name] ?? { top: [], histogram: [] }),
  }));
  return { version: served.number, rows, fields };
}

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
