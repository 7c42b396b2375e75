import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { constants, createBrotliCompress, createGzip } from 'node:zlib';
import staticFiles from '@fastify/static';
import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { LANGUAGES, languageFor, type Language } from '../../locales/index.ts';
import type { Port } from '../../rules/api/port.ts';
import { Problem } from '../../rules/problems/problems.ts';
import type { Served } from '../context.ts';
import { encodingFor, PAGE_HEADERS, policyByContent, policyByNonce } from './page-headers.ts';
import { readCookie } from './read-cookie.ts';
import type { Made } from './shared-answers.ts';
import { isShareable, sendShared, type Sharing } from './shared-pages.ts';
import { discardRest, webRequest } from './web-request.ts';

const BUILD = join(import.meta.dirname, '../../build');

/** What `web/app/page-context.ts` holds; the two meet in the built bundle and in its test. */
interface PageContext {
  port: Port;
  display: 'standard' | 'large';
  nonce: string;
  traceId: string;
  url: string;
  report(error: unknown): void;
}

export interface PagesOptions {
  /** The caller's door to the platform; may refuse by throwing a problem. */
  portOf(request: FastifyRequest, reply: FastifyReply): Promise<Port>;
  /** Where readers reach us, `https://data.example.gov.cn`; where the request came in unless told. */
  originOf?: (request: FastifyRequest) => string;
  /** How pages that are the same for all are kept; without it every page is made anew. */
  sharing?: Sharing;
  /** Folder of the built pages, `build/` of this checkout unless a test says otherwise. */
  build?: string;
}

interface Page {
  response: Response;
  /** The whole of it; null: the response has the body. */
  html: string | null;
}
type PageHandler = (request: Request, page: PageContext) => Promise<Page>;
/** The built server bundle, as `web/app/entry.server.tsx` makes it. */
interface Bundle {
  entry: { module: { createPageHandler(build: unknown): PageHandler } };
}

/** Mounts React Router: every GET and POST that no other route answers becomes a page. */
export const pages: FastifyPluginAsync<PagesOptions> = async (app, options) => {
  const { build = BUILD } = options;
  const handle = await loadHandler(build);
  await app.register(staticFiles, {
    root: join(build, 'client/assets'),
    prefix: '/assets/',
    decorateReply: false,
    preCompressed: true,
    immutable: true,
    maxAge: '1y',
    index: false,
    cacheControl: true,
  });
  takeBodiesAsStreams(app);
  app.route({
    method: ['GET', 'POST'],
    url: '/*',
    handler: (request, reply) => answer(handle, options, request, reply),
  });
};

/** The reader's language: `?lang=`, then the cookie that the switch sets, then what the browser asks for. */
export function pageLanguage(request: FastifyRequest): Language {
  const wished =
    new URLSearchParams(request.url.split('?')[1]).get('lang') ?? readCookie(request, 'kaishu-language');
  return LANGUAGES.find((language) => language === wished) ?? languageFor(request.headers['accept-language']);
}

async function loadHandler(build: string): Promise<PageHandler> {
  const file = join(build, 'server/index.js');
  if (!existsSync(file)) {
    throw new Error('The pages are not built. Run: node tools/build-web.ts');
  }
  const bundle = (await import(pathToFileURL(file).href)) as Bundle;
  return bundle.entry.module.createPageHandler(bundle);
}

/** React Router reads the body itself, so nothing may be parsed before it. */
function takeBodiesAsStreams(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
}

const isApiPath = (url: string): boolean => /^\/api(?:[/?]|$)/.test(url);

async function answer(
  handle: PageHandler,
  { portOf, originOf, sharing }: PagesOptions,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  if (isApiPath(request.url)) throw new Problem('not-found');
  const origin = originOf?.(request) ?? `${request.protocol}://${request.host}`;
  if (sharing && isShareable(request)) {
    const language = pageLanguage(request);
    const display = displayOf(request);
    const key = [origin, language, display, request.url].join('\n');
    const make = (): Promise<Made> => renderForAll(handle, sharing, { request, language, origin });
    return sendShared(sharing, key, make, request, reply);
  }
  const nonce = newNonce();
  const port = await portOf(request, reply);
  const isSignedIn = port.viewer !== null;
  const page = contextOf(request, port, nonce);
  const made = await handle(webRequest(request, reply, { origin, isSignedIn }), page);
  discardRest(request);
  return send(made, nonce, request, reply);
}

const newNonce = (): string => randomBytes(16).toString('base64');
const displayOf = (request: FastifyRequest): PageContext['display'] =>
  readCookie(request, 'kaishu-display') === 'large' ? 'large' : 'standard';

const contextOf = (request: FastifyRequest, port: Port, nonce: string): PageContext => ({
  port,
  display: displayOf(request),
  nonce,
  traceId: request.id,
  url: request.url,
  report: (error) => request.log.error({ err: error, traceId: request.id }, 'a page failed'),
});

/**
 * A page as anyone gets it who asks for this address in this language and display: of the request nothing else is
 * known to it. Live rows are others a moment later, and so is a page that shows them.
 */
async function renderForAll(
  handle: PageHandler,
  { portOf }: Sharing,
  { request, language, origin }: { request: FastifyRequest; language: Language; origin: string },
): Promise<Made> {
  const nonce = newNonce();
  const shown: Served[] = [];
  const port = portOf(request, language, (served) => shown.push(served));
  const page = await handle(new Request(origin + request.url), contextOf(request, port, nonce));
  const { response } = page;
  const { html, policy } = policyByContent(page.html ?? (await response.text()), nonce, request.url);
  const { status, headers } = response;
  const isLasting = status === 200 && shown.every(({ version }) => version !== null);
  const isPublic = isLasting && headers.get('cache-control')?.startsWith('public') === true;
  return {
    status,
    body: Buffer.from(html),
    headers: [...headers, ...Object.entries({ ...PAGE_HEADERS, 'content-security-policy': policy })],
    isPublic: isPublic && !headers.has('set-cookie'),
  };
}

function send(
  { response, html }: Page,
  nonce: string,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  reply.code(response.status);
  for (const [name, value] of response.headers) {
    if (name !== 'set-cookie' && name !== 'cache-control') reply.header(name, value);
  }
  for (const cookie of response.headers.getSetCookie()) reply.header('set-cookie', cookie);
  reply.headers({
    ...PAGE_HEADERS,
    'cache-control': 'private, no-cache',
    'content-security-policy': policyByNonce(nonce, request.url),
    'x-request-id': request.id,
  });
  const body = bodyOf({ response, html });
  return body ? reply.send(compressed(body, response, request, reply)) : reply.send();
}

function bodyOf({ response, html }: Page): Readable | null {
  if (html !== null) return Readable.from([Buffer.from(html)]);
  // Node types its own web streams apart from the DOM's; they are the same class.
  return response.body && Readable.fromWeb(response.body as Parameters<typeof Readable.fromWeb>[0]);
}

const isText = (response: Response): boolean =>
  /^(?:text|application\/(?:json|javascript))/.test(response.headers.get('content-type') ?? '');

function compressed(
  body: Readable,
  response: Response,
  request: FastifyRequest,
  reply: FastifyReply,
): Readable {
  const encoding = encodingFor(request);
  if (encoding === 'identity' || !isText(response) || response.headers.has('content-encoding')) return body;
  const encoder =
    encoding === 'br'
      ? createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: 4 } })
      : createGzip({ level: 6 });
  reply.header('content-encoding', encoding).removeHeader('content-length');
  body.once('error', (error) => encoder.destroy(error));
  return body.pipe(encoder);
}
