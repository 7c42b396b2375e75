import type { DatasetState } from '../datasets/dataset.machine.ts';
import type { OpenClass } from '../datasets/list-entry.schema.ts';

/** How the openness that a catalogue entry declares and what is really open can disagree (`plan2023-2.3`). */
export const MISMATCH_KINDS = [
  /** Declared open, and no dataset of it is on the list. */
  'not-listed',
  /** Listed under another class than the catalogue declares. */
  'other-class',
  /** Declared and listed alike, but no data was ever opened. */
  'no-data',
  /** Open by both, but its data is held back for now. */
  'suspended',
  /** On the list without an entry in the catalogue (`xz-9`). */
  'not-in-catalogue',
] as const;
export type MismatchKind = (typeof MISMATCH_KINDS)[number];

/** A dataset that is on the open list. */
export interface ListedDataset {
  id: string;
  state: DatasetState;
  openClass: OpenClass;
}

export interface FoundMismatch {
  kind: MismatchKind;
  datasetId: string | null;
}

/**
 * All that disagrees about one catalogue entry and the listed datasets bound to it; `declared` is null for datasets of
 * no entry. Empty exactly when declared and real openness agree.
 */
export function mismatchesOf(declared: OpenClass | null, listed: readonly ListedDataset[]): FoundMismatch[] {
  if (declared !== null && declared !== 'closed' && listed.length === 0)
    return [{ kind: 'not-listed', datasetId: null }];
  return listed.flatMap((dataset) => {
    const kind = kindOf(declared, dataset);
    return kind === null ? [] : [{ kind, datasetId: dataset.id }];
  });
}

function kindOf(declared: OpenClass | null, { state, openClass }: ListedDataset): MismatchKind | null {
  if (declared === null) return 'not-in-catalogue';
  if (declared !== openClass) return 'other-class';
  if (declared === 'closed' || state === 'open') return null;
  return state === 'suspended' ? 'suspended' : 'no-data';
}
