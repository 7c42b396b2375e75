import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Reading, ReadingChoices } from '../../../rules/reading/reading.schema.ts';
import type { EncodingChoice, Survey } from '../../../rules/reading/survey.ts';
import { compareFields, type Comparison } from '../../../rules/uploads/comparison.ts';
import { checkVersion } from '../../../rules/versions/check-version.ts';
import type { VersionManifest } from '../../../rules/versions/version.schema.ts';
import type { Services } from '../../context.ts';
import {
  compareTables,
  convertFile,
  encodingCandidates,
  sumColumns,
  surveyFile,
  type Converted,
} from '../../ingest/index.ts';
import { lastSoundVersion, type DataVersion } from '../versions/index.ts';
import type { Upload } from './upload.queries.ts';

/** Larger files are compared by their fields and counts alone: someone is waiting for the page. */
const COMPARED_BYTES = 48 * 1024 * 1024;
const COMPARED_ROWS = 300_000;
const SUMS = 6;
/** Numbers that nobody adds up. */
const NOT_SUMMED = /年|月份|经度|纬度|坐标|号|码|标识|比|率|价|费|均|lon|lat|code|id$|year|rate|price/i;

interface Read {
  reading: Reading;
  choices: ReadingChoices;
  path: string;
}

/** What a person wants to see before taking a reading: the whole file by roles, sums, what changes in the dataset. */
export async function lookThrough(
  services: Services,
  upload: Upload,
  read: Read,
): Promise<{ survey: Survey; comparison: Comparison | null }> {
  const seen = await surveyFile(read.path, read.reading, read.choices);
  const survey = { ...seen, encodings: await encodingsOf(read) };
  const comparison = await compare(services, upload, read).catch((error: unknown) => {
    // The file can be taken without it.
    services.log.warn({ err: error, upload: upload.id }, 'a file was not compared');
    return null;
  });
  return { survey, comparison };
}

/** Side by side only where the bytes are text as they lie, which then can be read in the encoding that was found. */
async function encodingsOf({ path, reading }: Read): Promise<EncodingChoice[]> {
  if (reading.dialect.delimiter === '') return [];
  const candidates = await encodingCandidates(path);
  return candidates.some(({ label }) => label === reading.encoding) ? candidates : [];
}

/** For a file that was refused for its encoding: what it could be read as. */
export async function encodingsOnly(path: string): Promise<Survey> {
  return { map: [], doubts: [], subtotals: [], subheadings: [], encodings: await encodingCandidates(path) };
}

async function compare(services: Services, upload: Upload, read: Read): Promise<Comparison> {
  const last = upload.datasetId === null ? undefined : await lastSoundVersion(services.db, upload.datasetId);
  const small = upload.bytes <= COMPARED_BYTES && read.reading.rows <= COMPARED_ROWS;
  if (!small) return { totals: [], last: last ? beside(read.reading, last, null) : null };
  const parquet = join(services.directory.paths.temporary, `${randomUUID()}.parquet`);
  try {
    const made = await convertFile(read.path, read.reading, read.choices, parquet);
    return {
      totals: await totalsOf(parquet, read.reading),
      last: last ? beside(read.reading, last, await changesOf(services, { made, parquet }, last)) : null,
    };
  } finally {
    await rm(parquet, { force: true });
  }
}

async function totalsOf(parquet: string, { columns }: Reading): Promise<Comparison['totals']> {
  const summed = columns
    .filter(({ name, type }) => (type === 'integer' || type === 'decimal') && !NOT_SUMMED.test(name))
    .slice(0, SUMS);
  const sums = await sumColumns(
    parquet,
    summed.map(({ name }) => name),
  );
  return summed.flatMap(({ name, unit }, place) => {
    const sum = sums[place];
    return typeof sum === 'string' ? [{ name, unit, sum }] : [];
  });
}

type Last = NonNullable<Comparison['last']>;

function beside(reading: Reading, last: DataVersion, changes: Last['changes']): Last {
  const { id, number, manifest, dataset } = last;
  return {
    versionId: id,
    number,
    rows: manifest?.rows ?? last.reading.rows,
    fields: compareFields(last.reading.columns, reading.columns),
    changes,
    findings: checkVersion(reading, dataset.entry?.fields ?? [], 0),
  };
}

async function changesOf(
  services: Services,
  { made, parquet }: { made: Converted; parquet: string },
  { manifest }: DataVersion,
): Promise<Last['changes']> {
  if (!manifest || manifest.rows > COMPARED_ROWS) return null;
  using file = await services.objects.hold(manifest.data.digest);
  const before = { path: file.path, ...tableOf(manifest) };
  const now = {
    path: parquet,
    rows: made.rows,
    columns: made.columns.map(({ name, type }) => ({
      name,
      type,
      profile: made.profile[name] ?? { nulls: made.rows, distinct: 0, min: null, max: null },
    })),
  };
  return await compareTables(now, before);
}

const tableOf = ({ rows, columns }: VersionManifest) => ({ rows, columns });
