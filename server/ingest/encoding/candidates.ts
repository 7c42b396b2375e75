import { open, type FileHandle } from 'node:fs/promises';
import { decodeAll, eucTwAsBig5, isUndecodable } from './codecs.ts';
import { byEscapes, headOf, judged } from './judge.ts';
import { countUndecodable } from './locate.ts';
import { byMark, byZeros } from './marks.ts';
import { sureness } from './rank.ts';
import { surveyFile } from './survey.ts';

/** One encoding that a file may be in. */
export interface EncodingCandidate {
  label: string;
  /** 0 to 1. */
  sure: number;
  /** Characters that could not be decoded, in the first 64 MiB. */
  undecodable: number;
  /** The beginning of the first line that the encodings read differently. */
  sample: string;
}

const MOST_CANDIDATES = 4;
const COUNTED_BYTES = 64 * 1024 * 1024;
const SAMPLE_CHARACTERS = 80;
const SAMPLE_BYTES = 480;

const shown = (label: string, bytes: Buffer): string =>
  (label === 'euc-tw' ? decodeAll('big5', eucTwAsBig5(bytes)) : decodeAll(label, bytes))
    .split(/[\r\n]/)[0]
    ?.slice(0, SAMPLE_CHARACTERS) ?? '';

async function ranking(
  file: FileHandle,
  head: Buffer,
): Promise<{ bytes: Buffer; ranked: [string, number][] }> {
  const wide = byMark(head) ?? byZeros(head);
  if (wide && wide.label !== 'utf-8')
    return { bytes: head.subarray(wide.skip, wide.skip + SAMPLE_BYTES), ranked: [[wide.label, 1]] };
  const survey = await surveyFile(file);
  const [piece] = survey.pieces;
  if (!piece) {
    const escaped = await byEscapes(file, survey);
    return { bytes: head.subarray(0, SAMPLE_BYTES), ranked: [[escaped ?? 'utf-8', 1]] };
  }
  const ranked = judged(survey, head);
  const sure = sureness(ranked);
  const all = ranked.map(({ label }, place): [string, number] => [label, sure[place] ?? 0]);
  const rest = all.filter(([label]) => label !== 'utf-8');
  return {
    bytes: piece.bytes,
    ranked: survey.utf8 ? [['utf-8', 1], ...rest.map(([label]): [string, number] => [label, 0])] : all,
  };
}

/**
 * The encodings that a text file may be in, the one that `detectEncoding` takes first; four at most. Reads of the
 * whole file what it needs to judge.
 */
export async function encodingCandidates(path: string): Promise<EncodingCandidate[]> {
  const file = await open(path, 'r');
  try {
    const head = await headOf(file);
    const skip = byMark(head)?.skip ?? 0;
    const { bytes, ranked } = await ranking(file, head);
    const candidates: EncodingCandidate[] = [];
    for (const [label, sure] of ranked.slice(0, MOST_CANDIDATES)) {
      const undecodable = isUndecodable(label) ? 0 : await countUndecodable(file, label, skip, COUNTED_BYTES);
      candidates.push({ label, sure, undecodable, sample: shown(label, bytes) });
    }
    return candidates;
  } finally {
    await file.close();
  }
}
