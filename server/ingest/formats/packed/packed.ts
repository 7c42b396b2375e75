import { basename } from 'node:path';
import type { Reading, ReadingChoices } from '../../../../rules/reading/reading.schema.ts';
import { refuse } from '../../../../rules/reading/refusal.ts';
import { withScratch } from '../../scratch.ts';
import type { TableFormat } from '../format.ts';
import { identify, type FileKind } from '../identify.ts';
import { note } from '../text-notes.ts';
import { unpackGzip } from './unpack.ts';
import { eachZipRow, inspectZip } from './zip.ts';

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
    plan: { ...reading.plan, regular: false },
    warnings: [note('unpacked', { container: 'gzip', entry }), ...reading.warnings],
  };
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
    async eachRow(path, reading, onRow, onChunk) {
      const entry = reading.entry ?? '';
      if ((await identify(path)) !== 'gzip') return eachZipRow(path, reading, entry, formats, onRow, onChunk);
      await withScratch(async (folder) => {
        const inner = await unpackGzip(path, entry, folder);
        await formats.formatOf(reading).eachRow(inner, reading, onRow, onChunk);
      });
    },
  };
}
