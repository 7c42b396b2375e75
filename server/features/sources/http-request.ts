import { request as plainRequest, type IncomingMessage } from 'node:http';
import { request as secureRequest } from 'node:https';
import type { Fetching } from './fetching.ts';
import { resolveHost } from './networks.ts';
import { codeOf, PullFailure } from './pull-failure.ts';

const REDIRECTS = [301, 302, 303, 307, 308];
const OK = 200;
const NOT_MODIFIED = 304;

export interface Asked {
  url: string;
  /** Sent with the secret as its value, to this origin only; empty: none. */
  header: string;
  headers?: Record<string, string>;
}

/**
 * The answer of an address, 200 or 304, redirects followed; each host on the way is looked up once, checked and
 * connected to as it was looked up. Throws {@link PullFailure}.
 */
export async function askHttp(asked: Asked, fetching: Fetching): Promise<IncomingMessage> {
  const origin = new URL(asked.url).origin;
  let url = new URL(asked.url);
  for (let hops = 0; hops <= fetching.limits.redirects; hops += 1) {
    const secret = url.origin === origin && asked.header !== '' ? fetching.secret : null;
    const headers = { ...asked.headers, ...(secret === null ? {} : { [asked.header]: utf8(secret) }) };
    const answer = await askOnce(url, headers, fetching);
    const status = answer.statusCode ?? 0;
    if (status === OK || status === NOT_MODIFIED) return answer;
    answer.destroy();
    const { location } = answer.headers;
    if (!REDIRECTS.includes(status) || location === undefined) throw new PullFailure('status', { status });
    url = target(location, url);
  }
  throw new PullFailure('too-many-redirects', { most: fetching.limits.redirects });
}

/** Headers carry bytes: a text that is not ASCII goes out as UTF-8. */
const utf8 = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');

function target(location: string, from: URL): URL {
  const url = URL.parse(location, from);
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    throw new PullFailure('not-http', { url: location.slice(0, 200) });
  }
  return url;
}

async function askOnce(
  url: URL,
  headers: Record<string, string>,
  { admits, signal }: Fetching,
): Promise<IncomingMessage> {
  const { address, family } = await resolveHost(url.hostname, admits);
  const request = url.protocol === 'https:' ? secureRequest : plainRequest;
  return new Promise((resolve, reject) => {
    const asking = request(
      url,
      {
        agent: false,
        signal,
        // The checked address, whatever the name means by now.
        lookup: (_host, options, answer) =>
          options.all ? answer(null, [{ address, family }]) : answer(null, address, family),
        headers: { accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'Kaishu', ...headers },
      },
      resolve,
    );
    asking.on('error', (error) => reject(signal.aborted ? error : notReached(url.hostname, error)));
    asking.end();
  });
}

/** The code alone: a message could carry what another host said. */
export function notReached(host: string, error: unknown): PullFailure {
  return new PullFailure('not-reached', { host, code: codeOf(error) || 'unknown' });
}
