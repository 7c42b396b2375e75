import { refuse } from '../../../../../rules/reading/refusal.ts';
import type { OnChunk } from '../../format.ts';

/** Takes a record: its type and where its content lies in `bytes`, which are valid only during the call. */
export type OnRecord = (type: number, bytes: Buffer, start: number, end: number) => void;

const LONGEST = 16 * 1024 * 1024;

/** A number of seven bits a byte; `next` is 0 where more bytes are needed. */
function variable(bytes: Buffer, at: number, longest: number): { value: number; next: number } {
  let value = 0;
  for (let i = 0; i < longest; i++) {
    const byte = bytes[at + i];
    if (byte === undefined) return { value: 0, next: 0 };
    value += (byte & 0x7f) << (7 * i);
    if (byte < 0x80) return { value, next: at + i + 1 };
  }
  return { value, next: at + longest };
}

/** Splits a part into records as it is unpacked; one that is cut in two is held until its rest is there. */
export async function scanRecords(
  chunks: AsyncIterable<Buffer>,
  part: string,
  onRecord: OnRecord,
  onChunk?: OnChunk,
): Promise<void> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let at = 0;
    for (;;) {
      const type = variable(bytes, at, 2);
      const size = type.next === 0 ? type : variable(bytes, type.next, 4);
      if (size.next === 0) break;
      if (size.value > LONGEST) refuse('unreadable-file', 'damaged-workbook', { part });
      const end = size.next + size.value;
      if (end > bytes.length) break;
      onRecord(type.value, bytes, size.next, end);
      at = end;
    }
    rest = Buffer.from(bytes.subarray(at));
    await onChunk?.();
  }
  if (rest.length > 0) refuse('unreadable-file', 'damaged-workbook', { part });
}

/** A text with its length before it; empty where it would go beyond `end`. */
export function wideText(bytes: Buffer, at: number, end: number): { text: string; next: number } {
  if (at + 4 > end) return { text: '', next: end };
  const length = bytes.readUInt32LE(at);
  // The greatest number stands for no text at all.
  if (length === 0xffffffff) return { text: '', next: at + 4 };
  const next = at + 4 + length * 2;
  return next > end ? { text: '', next: end } : { text: bytes.toString('utf16le', at + 4, next), next };
}
