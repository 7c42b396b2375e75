import type { HistoryItem } from '../../../rules/events/event.schema.ts';

/** Acts that tell nothing new when the same person does them again at once. */
const QUIET_ACTIONS = ['draft.save'];

/** A run of saves by one person is shown once, as the newest of them. */
export const withoutRepeats = (items: readonly HistoryItem[]): HistoryItem[] =>
  items.filter(({ action, actorName }, place) => {
    const newer = items[place - 1];
    return !(QUIET_ACTIONS.includes(action) && newer?.action === action && newer.actorName === actorName);
  });
