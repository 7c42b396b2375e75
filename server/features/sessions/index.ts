import {
  actAs,
  endSession,
  getSession,
  listSessions,
  signIn,
  signOut,
} from '../../../rules/sessions/sessions.operations.ts';
import { handle, type Handled } from '../../plugins/operations.ts';
import { act, end, enter, leave, list, show } from './sessions.use-cases.ts';

export { openSession } from './open-session.ts';
export { callerBySession } from './session-caller.ts';
export { serveSignOn } from './sign-on.routes.ts';
export { sessionCookieName } from './session-secret.ts';
export const sessionOperations: readonly Handled[] = [
  handle(signIn, enter),
  handle(getSession, show),
  handle(signOut, leave),
  handle(actAs, act),
  handle(listSessions, list),
  handle(endSession, end),
];
