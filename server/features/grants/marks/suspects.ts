import { likelihoodByChance, type Suspect } from '../../../../rules/grants/copy-mark.ts';
import { DIGEST_BYTES, keptBack } from './kept-back.ts';

/** Somebody whose copies are marked. */
interface Marked<R> {
  recipient: R;
  key: Buffer;
  share: number;
}

/** What the rows of a copy, by their digests, say of each who could have been given it. */
export const suspectsAmong = <R>(digests: Buffer, marked: readonly Marked<R>[]): Suspect<R>[] =>
  marked.map(({ recipient, key, share }) => {
    const seen = keptBack(digests, key, share).length;
    return { recipient, byChance: likelihoodByChance(digests.length / DIGEST_BYTES, seen, share) };
  });
