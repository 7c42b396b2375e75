import { Readable, Transform } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { IMPORT_PAGE } from '../../rules/catalogue/catalogue-imports.operations.ts';
import { Problem } from '../../rules/problems/problems.ts';

/** The largest form that a page may send; most files go by tus to the API. */
const LARGEST_FORM_BYTES = 4 * 1024 * 1024;
/** Forms with a file, by path, for those signed in; such a page says itself what is too large, by the announced length. */
const FORMS_WITH_FILE: Readonly<Record<string, number>> = {
  [IMPORT_PAGE.path]: IMPORT_PAGE.fileBytes + 64 * 1024,
};

/** The same request as the web standard has it, at the address where readers reach us; aborted when the client leaves. */
export function webRequest(
  request: FastifyRequest,
  reply: FastifyReply,
  { origin, isSignedIn }: { origin: string; isSignedIn: boolean },
): Request {
  // Joined, not resolved: `//elsewhere/x` is a path of ours.
  const url = new URL(origin + request.url);
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

/** What a page left unread, as a file that it takes for too large: browsers read no answer before all is sent. */
export function discardRest({ raw }: FastifyRequest): void {
  if (raw.readableEnded) return;
  raw.unpipe();
  raw.resume();
}
