import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { constants, createBrotliCompress, createGzip } from 'node:zlib';
import staticFiles from '@fastify/static';
import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { LANGUAGES, languageFor, type Language } from '../../locales/index.ts';
import type { Port } from '../../rules/api/port.ts';
import { IMPORT_PAGE } from '../../rules/catalogue/catalogue-imports.operations.ts';
import { Problem } from '../../rules/problems/problems.ts';
import { readCookie } from './read-cookie.ts';

/** The largest form that a page may send; most files go by tus to the API. */
const LARGEST_FORM_BYTES = 4 * 1024 * 1024;
/** Forms with a file, by path, for those signed in; such a page says itself what is too large, by the announced length. */
const FORMS_WITH_FILE: Readonly<Record<string, number>> = {
  [IMPORT_PAGE.path]: IMPORT_PAGE.fileBytes + 64 * 1024,
};
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
  /** Folder of the built pages, `build/` of this checkout unless a test says otherwise. */
  build?: string;
}

type PageHandler = (request: Request, page: PageContext) => Promise<Response>;
/** The built server bundle, as `web/app/entry.server.tsx` makes it. */
interface Bundle {
  entry: { module: { createPageHandler(build: unknown): PageHandler } };
}

/** Mounts React Router: every GET and POST that no other route answers becomes a page. */
export const pages: FastifyPluginAsync<PagesOptions> = async (app, { portOf, build = BUILD }) => {
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
    handler: (request, reply) => answer(handle, portOf, request, reply),
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
  portOf: PagesOptions['portOf'],
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  if (isApiPath(request.url)) throw new Problem('not-found');
  const nonce = randomBytes(16).toString('base64');
  const port = await portOf(request, reply);
  const response = await handle(webRequest(request, reply, port.viewer !== null), {
    port,
    display: readCookie(request, 'kaishu-display') === 'large' ? 'large' : 'standard',
    nonce,
    traceId: request.id,
    url: request.url,
    report: (error) => request.log.error({ err: error, traceId: request.id }, 'a page failed'),
  });
  discardRest(request);
  return send(response, nonce, request, reply);
}

/** What a page left unread, as a file that it takes for too large: browsers read no answer before all is sent. */
function discardRest({ raw }: FastifyRequest): void {
  if (raw.readableEnded) return;
  raw.unpipe();
  raw.resume();
}

/** The same request as the web standard has it; aborted when the client leaves. */
function webRequest(request: FastifyRequest, reply: FastifyReply, isSignedIn: boolean): Request {
  const url = new URL(request.url, `${request.protocol}://${request.host}`);
  const leaving = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) leaving.abort();
  });
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && !name.startsWith(':')) headers.append(name, one);
    }
  }
  const { method } = request;
  const { signal } = leaving;
  if (method === 'GET' || method === 'HEAD') return new Request(url, { method, headers, signal });
  // `duplex` is asked for by Node, and not known to the DOM's types.
  const withFile = isSignedIn ? FORMS_WITH_FILE[url.pathname] : undefined;
  const body = boundedBody(request, withFile ?? LARGEST_FORM_BYTES, withFile === undefined);
  const withBody = { method, headers, signal, body, duplex: 'half' };
  return new Request(url, withBody);
}

function boundedBody(
  { raw, headers }: FastifyRequest,
  most: number,
  refuses: boolean,
): ReadableStream<Uint8Array> {
  if (refuses && Number(headers['content-length'] ?? 0) > most) throw new Problem('too-large');
  let seen = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.length;
      if (seen > most) done(new Problem('too-large'));
      else done(null, chunk);
    },
  });
  raw.once('error', (error) => counted.destroy(error));
  // Node types its own web streams apart from the DOM's; they are the same class.
  return Readable.toWeb(raw.pipe(counted)) as ReadableStream<Uint8Array>;
}

/**
 * Scripts, styles and connections only from here; no frame may hold a page. Style attributes carry computed widths
 * (bars, pictures), which no rule in a style sheet can know.
 */
const contentSecurityPolicy = (nonce: string): string =>
  [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    "style-src 'self'",
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

function send(response: Response, nonce: string, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  reply.code(response.status);
  for (const [name, value] of response.headers) {
    if (name !== 'set-cookie') reply.header(name, value);
  }
  for (const cookie of response.headers.getSetCookie()) reply.header('set-cookie', cookie);
  reply.headers({
    'content-security-policy': contentSecurityPolicy(nonce),
    'x-content-type-options': 'nosniff',
    // Not `no-referrer`: forms would then send `Origin: null` and be taken for another site's.
    'referrer-policy': 'strict-origin-when-cross-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=()',
    'cross-origin-opener-policy': 'same-origin',
    'x-request-id': request.id,
  });
  if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'private, no-cache');
  reply.header('vary', 'Accept-Encoding, Accept-Language, Cookie');
  if (!response.body) return reply.send();
  // Node types its own web streams apart from the DOM's; they are the same class.
  const body = Readable.fromWeb(response.body as Parameters<typeof Readable.fromWeb>[0]);
  return reply.send(compressed(body, response, request, reply));
}

const isText = (response: Response): boolean =>
  /^(?:text|application\/(?:json|javascript))/.test(response.headers.get('content-type') ?? '');

function compressed(
  body: Readable,
  response: Response,
  request: FastifyRequest,
  reply: FastifyReply,
): Readable {
  const accepted = [request.headers['accept-encoding']].flat().join(',');
  if (!isText(response) || response.headers.has('content-encoding')) return body;
  const encoder = /\bbr\b/.test(accepted)
    ? createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: 4 } })
    : /\bgzip\b/.test(accepted)
      ? createGzip({ level: 6 })
      : null;
  if (!encoder) return body;
  reply.header('content-encoding', /\bbr\b/.test(accepted) ? 'br' : 'gzip').removeHeader('content-length');
  body.once('error', (error) => encoder.destroy(error));
  return body.pipe(encoder);
}
