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

/** Begins an export; aborting `making` ends it for all who read it, with its reason. */
export type Make = (making: AbortController) => Promise<AsyncIterable<Uint8Array>>;

export interface ExportUsage {
  files: number;
  bytes: number;
  mostBytes: number;
  /** Since the start. */
  made: number;
  /** Since the start: asked for and there, or being made. */
  reused: number;
}

/** Exports as files: made once, whoever asks next gets the same bytes; the longest unused ones go when room is needed. */
export interface ExportStore {
  /** The export of this key; `make` is called, and waited for, when it is not there. */
  open(key: string, make: Make): Promise<KeptExport>;
  usage(): ExportUsage;
  /** Nothing is made any more; waits for what is being written. */
  close(): Promise<void>;
}

const SEGMENT_BYTES = 16 * 1024 * 1024;
/** Small ones cost memory, not disk. */
const MOST_KEPT = 1000;

export async function openExportStore(settings: ExportStoreSettings): Promise<ExportStore> {
  const { directory, maxBytes, idleMs, newId, segmentBytes = SEGMENT_BYTES } = settings;
  await rm(directory, { recursive: true, force: true });
  const counts = { made: 0, reused: 0 };
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

  async function begin(key: string, make: Make): Promise<KeptExport> {
    counts.made += 1;
    const making = new AbortController();
    const id = newId();
    const segments = await createSegments(path.join(directory, id), segmentBytes);
    const source = await make(making).catch(async (error: unknown) => {
      await segments.remove();
      throw error;
    });
    const mayHold = async (bytes: number): Promise<boolean> => bytes <= maxBytes / 2 && (await makeRoom());
    const file = { id, ...makeExport(segments, source, { idleMs, mayHold, stop: making.signal }) };
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
        counts.reused += 1;
        return kept;
      }
      if (beginning.has(key)) counts.reused += 1;
      const begun = beginning.get(key) ?? begin(key, make).finally(() => beginning.delete(key));
      beginning.set(key, begun);
      return begun;
    },
    usage: () => ({ files: files.size, bytes: total(), mostBytes: maxBytes, ...counts }),
    async close() {
      await Promise.all([...files.keys()].map((file) => file.finished()));
    },
  };
}
