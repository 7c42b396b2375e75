import { encodingCandidates, type EncodingCandidate } from './text-encoding.ts';
import { withArchive } from './formats/archive.ts';
import { identify } from './formats/identify.ts';
import { partsOf } from './formats/packed/parts.ts';
import { fullAllowance, unpackEntry, unpackGzip } from './formats/packed/unpack.ts';
import { withScratch } from './scratch.ts';
import { join } from 'node:path';

/**
 * The encodings that a text may be in, also of one that is packed alone in gzip or ZIP; none where several files are packed
 * together, each of which may be in its own.
 */
export async function candidatesHere(path: string): Promise<EncodingCandidate[]> {
  const kind = await identify(path);
  if (kind === 'gzip')
    return withScratch(async (folder) => encodingCandidates(await unpackGzip(path, 'gzip', folder)));
  if (kind !== 'zip') return encodingCandidates(path);
  return withScratch((folder) =>
    withArchive(path, async (archive) => {
      const [only, ...more] = partsOf(archive.entries).parts;
      if (!only || more.length > 0) return [];
      const content = join(folder, 'content');
      await unpackEntry(archive, only.entry, content, fullAllowance());
      return encodingCandidates(content);
    }),
  );
}
