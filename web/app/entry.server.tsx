import { PassThrough } from 'node:stream';
import { createReadableStreamFromReadable } from '@react-router/node';
import { renderToPipeableStream } from 'react-dom/server';
import {
  createRequestHandler,
  RouterContextProvider,
  ServerRouter,
  type EntryContext,
  type HandleErrorFunction,
  type ServerBuild,
} from 'react-router';
import { pageContext, pageOf, type PageContext } from './page-context.ts';

export const streamTimeout = 10_000;

/** Renders whole pages: nothing in them is suspended, and a fault while rendering still gets its own status. */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  entry: EntryContext,
  context: RouterContextProvider,
): Promise<Response> {
  headers.set('Content-Type', 'text/html; charset=utf-8');
  if (request.method === 'HEAD') return Promise.resolve(new Response(null, { status, headers }));
  const { nonce, report } = pageOf(context);
  return new Promise((resolve, reject) => {
    const { pipe, abort } = renderToPipeableStream(
      <ServerRouter context={entry} url={request.url} nonce={nonce} />,
      {
        nonce,
        onShellReady() {
          const body = new PassThrough();
          resolve(new Response(createReadableStreamFromReadable(body), { status, headers }));
          pipe(body);
        },
        onShellError: reject,
        onError: report,
      },
    );
    request.signal.addEventListener('abort', () => {
      abort(request.signal.reason);
    });
  });
}

/**
 * What `server/plugins/pages.ts` calls. React Router, its context and React come out of this one bundle, so that the
 * server needs no second copy of any of them.
 */
export function createPageHandler(
  build: ServerBuild,
): (request: Request, page: PageContext) => Promise<Response> {
  const handle = createRequestHandler(build, 'production');
  return (request, page) => {
    const context = new RouterContextProvider();
    context.set(pageContext, page);
    return handle(request, context);
  };
}

export const handleError: HandleErrorFunction = (error, { request, context }) => {
  if (!request.signal.aborted) pageOf(context).report(error);
};
