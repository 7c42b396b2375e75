import { PassThrough } from 'node:stream';
import { createReadableStreamFromReadable } from '@react-router/node';
import { renderToPipeableStream, renderToStaticMarkup } from 'react-dom/server';
import {
  createRequestHandler,
  RouterContextProvider,
  ServerRouter,
  type EntryContext,
  type HandleErrorFunction,
  type ServerBuild,
} from 'react-router';
import { pageContext, pageOf, type PageContext } from './page-context.ts';
import { given, wantsScripts, withholding } from './quiet-pages.ts';

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
  const { staticHandlerContext: found } = entry;
  const whole = { ...entry, staticHandlerContext: { ...found, loaderData: given(found.loaderData) } };
  const hydrates = found.matches.some(({ route }) => wantsScripts(route.handle));
  return hydrates
    ? streamed(request, { status, headers }, whole, pageOf(context))
    : Promise.resolve(withMarkup(new Response(null, { status, headers }), markup(request, whole)));
}

/** The text of pages that are made at once: a body would be written as bytes and read again. */
const markups = new WeakMap<Response, string>();
function withMarkup(response: Response, html: string): Response {
  markups.set(response, html);
  return response;
}

/** A page without scripts of React's: no marks for hydration, no data beside it. */
function markup(request: Request, { serverHandoffStream: _unread, ...entry }: EntryContext): string {
  const html = renderToStaticMarkup(<ServerRouter context={entry} url={request.url} />);
  return `<!DOCTYPE html>${html}`;
}

function streamed(
  request: Request,
  answer: { status: number; headers: Headers },
  entry: EntryContext,
  { nonce, report }: PageContext,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    const { pipe, abort } = renderToPipeableStream(
      <ServerRouter context={entry} url={request.url} nonce={nonce} />,
      {
        nonce,
        onShellReady() {
          const body = new PassThrough();
          resolve(new Response(createReadableStreamFromReadable(body), answer));
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
 * server needs no second copy of any of them. `html` is the page where it was made at once; else the response has it.
 */
export function createPageHandler(
  build: ServerBuild,
): (request: Request, page: PageContext) => Promise<{ response: Response; html: string | null }> {
  const handle = createRequestHandler(withholding(build), 'production');
  return async (request, page) => {
    const context = new RouterContextProvider();
    context.set(pageContext, page);
    const response = await handle(request, context);
    return { response, html: markups.get(response) ?? null };
  };
}

export const handleError: HandleErrorFunction = (error, { request, context }) => {
  if (!request.signal.aborted) pageOf(context).report(error);
};
