import { createContext, type RouterContextProvider } from 'react-router';
import type { Port } from '../../rules/api/port.ts';
import type { Display } from './preferences.ts';

/** What the server hands to each page view besides the port. */
export interface PageContext {
  port: Port;
  display: Display;
  /** Admits the inline scripts of pages that hydrate. */
  nonce: string;
  traceId: string;
  /** Path and query as asked for. */
  url: string;
  /** Writes a fault to the server's log. */
  report(error: unknown): void;
}

/** Filled by `server/plugins/pages.ts` before any loader runs. */
export const pageContext = createContext<PageContext>();

export const pageOf = (context: Readonly<RouterContextProvider>): PageContext => context.get(pageContext);
