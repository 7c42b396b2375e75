import type { ListEntry } from '../datasets/list-entry.schema.ts';
import { textAt, withText, type ElementPlace } from './elements.ts';

/** Six characters that stand for a text: who holds them can tell whether it has been changed since. */
export type Digest = (text: string) => string;

/** What shall stand at a place, and the digest of what stood there when it was decided. */
export type Change = ElementPlace & { base: string; value: string };

/**
 * `change` will be written; `same` says it already; somebody else wrote another thing meanwhile: a `conflict`, left as
 * it is; the field is `gone`.
 */
export const STANDINGS = ['change', 'same', 'conflict', 'gone'] as const;
export type Standing = (typeof STANDINGS)[number];

export type Judged = ElementPlace & { before: string; after: string; standing: Standing };

/** Each change held against what the entry says now: theirs, mine, and what both began with. */
export function judgeChanges(entry: ListEntry, changes: readonly Change[], digest: Digest): Judged[] {
  return changes.map(({ base, value, ...place }) => {
    const now = textAt(entry, place);
    return { ...place, before: now ?? '', after: value, standing: standingOf(now, base, value, digest) };
  });
}

function standingOf(now: string | null, base: string, value: string, digest: Digest): Standing {
  if (now === null) return 'gone';
  if (now === value) return 'same';
  return digest(now) === base ? 'change' : 'conflict';
}

/** The entry with every change that can be written. */
export const applyChanges = (entry: ListEntry, judged: readonly Judged[]): ListEntry =>
  judged
    .filter(({ standing }) => standing === 'change')
    .reduce((changed, each) => withText(changed, each, each.after), entry);
