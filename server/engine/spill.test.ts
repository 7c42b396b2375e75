import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSpill } from './spill.ts';
import { bytesOf } from './testing/tables.ts';

describe('the spill', () => {
  it('given any chunks and a reader of any pace, when all are read, then they are the bytes written, and no file stays', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'kaishu-spill-'));
    const chunk = fc.tuple(fc.uint8Array({ minLength: 1, maxLength: 40 }), fc.boolean());
    await fc.assert(
      fc.asyncProperty(fc.array(chunk, { maxLength: 60 }), fc.nat(100), async (chunks, memoryBytes) => {
        const spill = createSpill({ directory, memoryBytes, diskBytes: 64, idleMs: 5000 });
        const read = bytesOf(spill.read());
        for (const [bytes, pause] of chunks) {
          await spill.write(bytes);
          if (pause) await new Promise((resolve) => setImmediate(resolve));
        }
        spill.end();
        expect((await read).equals(Buffer.concat(chunks.map(([bytes]) => bytes)))).toBe(true);
        await spill.drop();
      }),
    );
    expect(await readdir(directory)).toEqual([]);
    await rm(directory, { recursive: true });
  });

  it('given a disk that cannot be written, when bytes go there, then the writer is told and the reader ends', async () => {
    const spill = createSpill({ directory: '/nonexistent', memoryBytes: 0, diskBytes: 64, idleMs: 5000 });
    const failure: unknown = await spill.write(Buffer.from('a')).catch((error: unknown) => error);
    spill.end(failure);
    await expect(bytesOf(spill.read())).rejects.toThrow('ENOENT');
    await spill.drop();
  });
});
