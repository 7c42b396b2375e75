import type { Finding } from '../findings/finding.schema.ts';
import type { DatasetState } from './dataset.machine.ts';
import type { ListEntry, UpdateFrequency } from './list-entry.schema.ts';

/** What was listed as updated shall be no more (`xz-10-1`); static from the start is no such change (`xz-9-5`). */
const becomesStatic = (
  { updateFrequency }: Pick<ListEntry, 'updateFrequency'>,
  listed: UpdateFrequency | null,
): boolean => updateFrequency === 'static' && listed !== null && listed !== 'static';

const finding = (code: string, pointer: string, args: Finding['args'] = {}): Finding => ({
  code,
  pointer,
  args,
  provision: 'xz-10-1',
  blocks: true,
});

/** Without a reason nobody learns why what was updated no longer is. */
export const checkStatic = (entry: ListEntry, listed: UpdateFrequency | null): Finding[] =>
  becomesStatic(entry, listed) && entry.staticReason.trim() === ''
    ? [finding('static-reason-missing', '/staticReason')]
    : [];

/** A source that goes on updating speaks against it. */
export const staticAgainstSources = (
  entry: ListEntry,
  listed: UpdateFrequency | null,
  running: readonly string[],
): Finding[] =>
  becomesStatic(entry, listed)
    ? running.map((source) => finding('static-source-running', '/updateFrequency', { source }))
    : [];

interface Standing {
  state: DatasetState;
  entry: ListEntry | null;
  draft: ListEntry | null;
}

/** Data was opened under a frequency, and nothing else of its entry is being changed. */
export const mayBecomeStatic = ({ state, entry, draft }: Standing): boolean =>
  (state === 'open' || state === 'suspended') &&
  draft === null &&
  entry !== null &&
  entry.openClass !== 'closed' &&
  entry.updateFrequency !== 'static';
