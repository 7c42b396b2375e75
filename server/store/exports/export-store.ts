import { rm } from 'node:fs/promises';
import path from 'node:path';
import { createSegments } from './segments.ts';
import { makeExport, type ExportFile } from './export-file.ts';

export interface ExportStoreSettings {
  /** For exports alone; emptied when the store is opened. */
  directory: string;
  /** What exports may take of the disk together, bytes. */
  maxBytes: number;
  /** A reader that takes nothing for so long is let go. */
  idleMs: number;
  newId: () => string;
  /** The smallest part of an export that can be let go; 16 MiB when absent. */
  segmentBytes?: number;
}

export interface KeptExport extends ExportFile {
  /** Another making of the same export has another one. */
  id: string;
}

/** Exports as files: made once, whoever asks next gets the same bytes; the longest unused ones go when room is needed. */
export interface ExportStore {
  /** The export of this key; `make` is called, and waited for, when it is not there. */
  open(key: string, make: () => Promise<AsyncIterable<Uint8Array>>): Promise<KeptExport>;
  /** Nothing is made any more; waits for what is being written. */
  close(): Promise<void>;
}

const SEGMENT_BYTES = 16 * 1024 * 1024;
/** Small ones cost memory, not disk. */
const MOST_KEPT = 1000;

export async function openExportStore(settings: ExportStoreSettings): Promise<ExportStore> {
  const { directory, maxBytes, idleMs, newId, segmentBytes = SEGMENT_BYTES } = settings;
  await rm(directory, { recursive: true, force: true });
  const beginning = new Map<string, Promise<KeptExport>>();
  const byKey = new Map<string, KeptExport>();
  /** In the order of use. */
  const files = new Map<KeptExport, string>();

  const forget = async (file: KeptExport): Promise<void> => {
    const key = files.get(file) ?? '';
    files.delete(file);
    if (byKey.get(key) === file) byKey.delete(key);
    await file.remove();
  };
  const total = (): number => [...files.keys()].reduce((sum, file) => sum + file.held(), 0);

  /** Removes what nobody reads, the longest unused first, until there is room. */
  async function makeRoom(): Promise<boolean> {
    for (const file of files.keys()) {
      if (total() <= maxBytes && files.size <= MOST_KEPT) return true;
      if (file.whole() && file.readers() === 0) await forget(file);
    }
    return total() <= maxBytes;
  }

  async function begin(key: string, make: () => Promise<AsyncIterable<Uint8Array>>): Promise<KeptExport> {
    const id = newId();
    const segments = await createSegments(path.join(directory, id), segmentBytes);
    const source = await make().catch(async (error: unknown) => {
      await segments.remove();
      throw error;
    });
    const mayHold = async (bytes: number): Promise<boolean> => bytes <= maxBytes / 2 && (await makeRoom());
    const file = { id, ...makeExport(segments, source, { idleMs, mayHold }) };
    files.set(file, key);
    byKey.set(key, file);
    void file.idle().then(() => (file.whole() ? undefined : forget(file)));
    return file;
  }

  return {
    async open(key, make) {
      const kept = byKey.get(key);
      if (kept?.joinable()) {
        files.delete(kept);
        files.set(kept, key);
        return kept;
      }
      const begun = beginning.get(key) ?? begin(key, make).finally(() => beginning.delete(key));
      beginning.set(key, begun);
      return begun;
    },
    async close() {
      await Promise.all([...files.keys()].map((file) => file.finished()));
    },
  };
}
