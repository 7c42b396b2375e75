import { Type, type Static } from 'typebox';
import { Line } from '../accounts/line.ts';
import { Download, operation } from '../api/operation.ts';
import { ById, Literals, Nullable, Page, PageQuery } from '../api/views.ts';
import { CHANNELS, RHYTHMS } from './delivery.ts';

/** That something happened which concerns the reader; what was said stands on the page only. */
export const MessageView = Type.Object({
  id: Type.String(),
  at: Type.String(),
  action: Type.String(),
  /** What happened, in the words of the reader's language. */
  title: Type.String(),
  /** The role in which the reader was told; null: as a person. */
  role: Nullable(Type.String()),
  provision: Nullable(Type.String()),
  /** The page to go to. */
  path: Type.String(),
  readAt: Nullable(Type.String()),
});
export type MessageView = Static<typeof MessageView>;

const Language = Literals(['zh-CN', 'en']);
const Hook = Literals(['at-once', 'off']);

export const MessageSettings = Type.Object({
  language: Language,
  mail: Literals(RHYTHMS),
  /** Where mail goes: the confirmed address, else that of the account; null: nowhere yet. */
  address: Nullable(Type.String()),
  /** Waits for the code that was sent there. */
  unconfirmed: Nullable(Type.String()),
  hook: Hook,
  hookUrl: Nullable(Type.String()),
  hasHookSecret: Type.Boolean(),
  hasCalendar: Type.Boolean(),
  /** The installation has a mail server. */
  mailOffered: Type.Boolean(),
});
export type MessageSettings = Static<typeof MessageSettings>;

const tag = 'Messages';
const settingsPath = '/message-settings';

export const listMessages = operation({
  id: 'listMessages',
  method: 'GET',
  path: '/messages',
  summary: 'Messages to the caller, newest first',
  tag,
  query: Type.Object({ unread: Type.Optional(Type.Boolean()), ...PageQuery }),
  response: Page(MessageView),
  problems: ['sign-in-required', 'not-permitted', 'invalid-cursor'],
});

export const countMessages = operation({
  id: 'countMessages',
  method: 'GET',
  path: '/messages/unread',
  summary: 'How many messages the caller has not read',
  tag,
  response: Type.Object({ unread: Type.Integer() }),
  problems: ['sign-in-required', 'not-permitted'],
});

export const readMessage = operation({
  id: 'readMessage',
  method: 'POST',
  path: '/messages/{id}/read',
  summary: 'Mark a message as read',
  tag,
  params: ById,
  response: MessageView,
  problems: ['sign-in-required', 'not-permitted', 'not-found'],
});

export const readAllMessages = operation({
  id: 'readAllMessages',
  method: 'POST',
  path: '/messages/read',
  summary: 'Mark all messages as read that had come by a moment',
  tag,
  body: Type.Object({ until: Type.String({ format: 'date-time' }) }, { additionalProperties: false }),
  response: Type.Object({ unread: Type.Integer() }),
  problems: ['sign-in-required', 'not-permitted'],
});

export const getMessageSettings = operation({
  id: 'getMessageSettings',
  method: 'GET',
  path: settingsPath,
  summary: 'How messages reach the caller: channels, rhythm, language',
  tag,
  response: MessageSettings,
  problems: ['sign-in-required', 'not-permitted'],
});

export const saveMessageSettings = operation({
  id: 'saveMessageSettings',
  method: 'PUT',
  path: settingsPath,
  summary: 'Change how messages reach the caller; a new address gets a code by which it is confirmed',
  tag,
  body: Type.Object(
    {
      language: Language,
      mail: Literals(RHYTHMS),
      address: Type.Optional(Type.String({ format: 'email', maxLength: 200 })),
      hook: Hook,
      hookUrl: Type.Optional(Line({ minLength: 8, maxLength: 500, description: 'http or https' })),
    },
    { additionalProperties: false },
  ),
  response: MessageSettings,
  problems: ['sign-in-required', 'not-permitted', 'unavailable'],
});

export const confirmAddress = operation({
  id: 'confirmAddress',
  method: 'POST',
  path: `${settingsPath}/address`,
  summary: 'Confirm a new address by the code that was sent there',
  tag,
  body: Type.Object({ code: Type.String({ minLength: 6, maxLength: 20 }) }, { additionalProperties: false }),
  response: MessageSettings,
  problems: ['sign-in-required', 'not-permitted', 'wrong-credentials', 'wrong-state'],
});

export const makeHookSecret = operation({
  id: 'makeHookSecret',
  method: 'POST',
  path: `${settingsPath}/hook-secret`,
  summary:
    'Make the secret by which web-hooks are signed; it is shown only in this answer, the one before it ends',
  tag,
  response: Type.Object({ secret: Type.String() }),
  status: 201,
  secret: true,
  problems: ['sign-in-required', 'not-permitted'],
});

export const makeCalendar = operation({
  id: 'makeCalendar',
  method: 'POST',
  path: `${settingsPath}/calendar`,
  summary:
    'Make the address of the calendar of what is due; it is shown only in this answer, the one before it ends',
  tag,
  response: Type.Object({ path: Type.String() }),
  status: 201,
  secret: true,
  problems: ['sign-in-required', 'not-permitted'],
});

export const endCalendar = operation({
  id: 'endCalendar',
  method: 'DELETE',
  path: `${settingsPath}/calendar`,
  summary: 'Revoke the address of the calendar',
  tag,
  response: Type.Null(),
  status: 204,
  problems: ['sign-in-required', 'not-permitted'],
});

export const getCalendar = operation({
  id: 'getCalendar',
  method: 'GET',
  path: '/calendars/{secret}',
  summary: 'What is due for whoever made this address, as a calendar (RFC 5545)',
  tag,
  params: Type.Object(
    { secret: Type.String({ pattern: '^[A-Za-z0-9_-]{43}(\\.ics)?$' }) },
    { additionalProperties: false },
  ),
  response: Download,
  problems: ['not-found'],
});

export const UndeliveredView = Type.Object({
  id: Type.String(),
  channel: Literals(CHANNELS),
  accountName: Type.String(),
  action: Type.String(),
  title: Type.String(),
  at: Type.String(),
  attempts: Type.Integer(),
  /** What the other side said, or why it was not reached. */
  error: Type.String(),
});
export type UndeliveredView = Static<typeof UndeliveredView>;

export const listUndelivered = operation({
  id: 'listUndelivered',
  method: 'GET',
  path: '/undelivered-messages',
  summary: 'Messages that could not be delivered by mail or web-hook and were given up, newest first',
  tag,
  query: Type.Object(PageQuery),
  response: Page(UndeliveredView),
  problems: ['sign-in-required', 'not-permitted', 'invalid-cursor'],
});

export const retryUndelivered = operation({
  id: 'retryUndelivered',
  method: 'POST',
  path: '/undelivered-messages/{id}/retry',
  summary: 'Try once more to deliver a message that was given up',
  tag,
  params: ById,
  response: Type.Object({ id: Type.String() }),
  problems: ['sign-in-required', 'not-permitted', 'not-found'],
});

export const SavedSearch = Type.Object({
  id: Type.String(),
  name: Type.String(),
  /** As in the address of the search page, without `?`. */
  query: Type.String(),
  createdAt: Type.String(),
});
export type SavedSearch = Static<typeof SavedSearch>;

const searches = '/saved-searches';

export const listSavedSearches = operation({
  id: 'listSavedSearches',
  method: 'GET',
  path: searches,
  summary: 'Searches of which the caller is told when something new is listed that fits, newest first',
  tag,
  response: Type.Object({ items: Type.Array(SavedSearch) }),
  problems: ['sign-in-required', 'not-permitted'],
});

export const saveSearch = operation({
  id: 'saveSearch',
  method: 'POST',
  path: searches,
  summary: 'Be told, once a day at most, when something new is listed that fits a search; at most 50',
  tag,
  body: Type.Object(
    {
      name: Line({ minLength: 1, maxLength: 100 }),
      query: Type.String({
        maxLength: 1000,
        description: 'The parameters of listDatasets, as in an address',
      }),
    },
    { additionalProperties: false },
  ),
  response: SavedSearch,
  status: 201,
  problems: ['sign-in-required', 'not-permitted', 'already-exists', 'wrong-state'],
});

export const dropSearch = operation({
  id: 'dropSearch',
  method: 'DELETE',
  path: `${searches}/{id}`,
  summary: 'Not be told of a search any more',
  tag,
  params: ById,
  response: Type.Null(),
  status: 204,
  problems: ['sign-in-required', 'not-permitted', 'not-found'],
});
