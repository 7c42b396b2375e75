import { basename } from 'node:path';
import type { Reading, ReadingChoices } from '../../../../rules/reading/reading.schema.ts';
import { refuse } from '../../../../rules/reading/refusal.ts';
import { withScratch } from '../../scratch.ts';
import type { TableFormat } from '../format.ts';
import { identify, type FileKind } from '../identify.ts';
import { note } from '../text-notes.ts';
import { unpackGzip } from './unpack.ts';
import { inspectZip, unpackZip } from './zip.ts';

/** The formats of what is packed. */
export interface InnerFormats {
  inspect(path: string, fileName: string, choices: ReadingChoices): Promise<Reading>;
  formatOf(reading: Pick<Reading, 'format'>): TableFormat;
}

const PACKED = new Set<FileKind>(['gzip', 'zip', 'tar', 'bzip2', 'xz', 'zstd', 'rar', 'sevenZip']);

export interface Registry {
  formatFor(kind: FileKind): TableFormat;
  formatOf(reading: Pick<Reading, 'format'>): TableFormat;
}

const innerFormats = ({ formatFor, formatOf }: Registry): InnerFormats => ({
  formatOf,
  async inspect(path, fileName, choices) {
    const kind = await identify(path);
    if (PACKED.has(kind)) refuse('unsupported-format', 'nested-archive', { names: fileName });
    return formatFor(kind).inspect(path, fileName, choices);
  },
});

async function inspectGzip(
  path: string,
  fileName: string,
  choices: ReadingChoices,
  formats: InnerFormats,
): Promise<Reading> {
  const entry = basename(fileName).replace(/\.(gz|gzip)$/i, '');
  const reading = await withScratch(async (folder) =>
    formats.inspect(await unpackGzip(path, entry, folder), entry, choices),
  );
  return {
    ...reading,
    entry,
    warnings: [note('unpacked', { container: 'gzip', entry }), ...reading.warnings],
  };
}

/** A file that was in an archive, and its reading as if it had come alone. */
export interface Unpacked {
  path: string;
  reading: Reading;
}

/** Unpacks what a reading is about into `folder`; a file that is not packed stays where it is. */
export async function unpackFor(path: string, reading: Reading, folder: string): Promise<Unpacked> {
  const { entry } = reading;
  if (entry === null) return { path, reading };
  if ((await identify(path)) !== 'gzip') return unpackZip(path, reading, entry, folder);
  return { path: await unpackGzip(path, entry, folder), reading: { ...reading, entry: null } };
}

/** Files in gzip or ZIP, unpacked while they are read; `registry` knows the formats of what is in them. */
export function packedFormat(registry: Registry): TableFormat {
  const formats = innerFormats(registry);
  return {
    async inspect(path, fileName, choices) {
      const kind = await identify(path);
      return kind === 'gzip'
        ? inspectGzip(path, fileName, choices, formats)
        : inspectZip(path, choices, formats);
    },
    eachRow: (path, reading, onRow, onChunk) =>
      withScratch(async (folder) => {
        const inner = await unpackFor(path, reading, folder);
        await formats.formatOf(inner.reading).eachRow(inner.path, inner.reading, onRow, onChunk);
      }),
  };
}
