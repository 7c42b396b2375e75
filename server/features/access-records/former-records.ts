import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { writeLine } from './access-record.ts';
import { takeFormerRecords } from './former-records.queries.ts';
import { store, type Vault } from './seal-segments.ts';

/** Records that were rows of the database before there were segments become one; all of it, or nothing yet. */
export const sealFormerRecords = (vault: Vault): Promise<void> =>
  takeFormerRecords(vault.db, async (portions) => {
    const id = vault.newId();
    const lines = path.join(vault.scratch, `${id}.ndjson`);
    const written = async function* (): AsyncGenerator<string> {
      for await (const portion of portions)
        yield portion.map(({ at, ...access }) => writeLine(at, access)).join('');
    };
    try {
      await pipeline(Readable.from(written()), createWriteStream(lines));
      const { stored } = await store(vault, id, (file) =>
        vault.archive.seal({ segment: id, path: lines }, file),
      );
      return stored;
    } finally {
      await rm(lines, { force: true });
    }
  });
