import { open, type FileHandle } from 'node:fs/promises';
import { chunksOf, unfinishedUtf8 } from './bytes.ts';
import { decodingOf } from './codecs.ts';
import type { Mojibake } from './mojibake.ts';

/** How the bytes of a text become characters. */
export interface TextEncoding {
  /** WHATWG label, or utf-32le, utf-32be. */
  label: string;
  /** Bytes of byte-order marks to leave out at the beginning. */
  skip: number;
  /** Undecodable bytes become U+FFFD: only where a person chose the encoding. */
  lenient: boolean;
  /** How often the mark is there. */
  marks: number;
  /** 0 to 1: how much likelier than all other encodings together. */
  sure: number;
  /** Where the text was once opened wrongly and saved again. */
  mojibake: (Omit<Mojibake, 'at'> & { row: number }) | null;
}

/** An encoding that is beyond doubt. */
export const exact = (label: string, skip = 0, marks = 0): TextEncoding => ({
  label,
  skip,
  marks,
  lenient: false,
  sure: 1,
  mojibake: null,
});

/** Below this a person should look. */
export const SURE_ENOUGH = 0.9;

/** UTF-8 already known to be valid, or lenient; cut so that no character is split. */
async function* utf8Texts(file: FileHandle, skip: number): AsyncGenerator<string> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of chunksOf(file, skip)) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const cut = bytes.length - unfinishedUtf8(bytes);
    yield bytes.toString('utf8', 0, cut);
    rest = Buffer.from(bytes.subarray(cut));
  }
  if (rest.length > 0) yield rest.toString('utf8');
}

/** Streams the decoded text of a file. Throws TypeError at bytes that the encoding does not have, unless lenient. */
export async function* decodedTexts(path: string, encoding: TextEncoding): AsyncGenerator<string> {
  const file = await open(path, 'r');
  try {
    if (encoding.label === 'utf-8') yield* utf8Texts(file, encoding.skip);
    else {
      const decoding = decodingOf(encoding.label, !encoding.lenient);
      for await (const chunk of chunksOf(file, encoding.skip)) yield decoding.write(chunk);
      yield decoding.end();
    }
  } finally {
    await file.close();
  }
}
