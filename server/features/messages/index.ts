import {
  confirmAddress,
  countMessages,
  dropSearch,
  endCalendar,
  getCalendar,
  getMessageSettings,
  listMessages,
  listSavedSearches,
  listUndelivered,
  makeCalendar,
  makeHookSecret,
  readAllMessages,
  readMessage,
  retryUndelivered,
  saveMessageSettings,
  saveSearch,
} from '../../../rules/messages/messages.operations.ts';
import { handle, type Handled } from '../../plugins/operations.ts';
import { show as showCalendar } from './calendar.use-case.ts';
import { count, givenUp, list, read, readAll, retry } from './message.use-cases.ts';
import { drop, list as searches, save as keepSearch } from './saved-search.use-cases.ts';
import { calendar, confirm, hookSecret, noCalendar, save, show } from './settings.use-cases.ts';

export { watchMessages } from './watch.ts';
export const messageOperations: readonly Handled[] = [
  handle(listMessages, list),
  handle(countMessages, count),
  handle(readMessage, read),
  handle(readAllMessages, readAll),
  handle(getMessageSettings, show),
  handle(saveMessageSettings, save),
  handle(confirmAddress, confirm),
  handle(makeHookSecret, hookSecret),
  handle(makeCalendar, calendar),
  handle(endCalendar, noCalendar),
  handle(getCalendar, showCalendar),
  handle(listUndelivered, givenUp),
  handle(retryUndelivered, retry),
  handle(listSavedSearches, searches),
  handle(saveSearch, keepSearch),
  handle(dropSearch, drop),
];
