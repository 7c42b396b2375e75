import { createHmac } from 'node:crypto';
import { request as plainRequest } from 'node:http';
import { request as secureRequest } from 'node:https';
import { admitting, resolveHost } from '../sources/index.ts';

const PATIENCE_MS = 10_000;
const SECOND_MS = 1000;

export interface Hook {
  url: string;
  secret: string;
  /** The same however often it is sent. */
  id: string;
  body: string;
  at: Date;
}

/** `t=<seconds>,v1=<hex>`: HMAC-SHA-256 of `<seconds>.<body>`, so that an old call cannot be played again. */
export function signatureOf(secret: string, body: string, at: Date): string {
  const seconds = Math.floor(at.getTime() / SECOND_MS);
  const mac = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
  return `t=${seconds},v1=${mac}`;
}

/**
 * Calls a web-hook: the host is looked up once, checked, and connected to as it was looked up; redirects are not
 * followed. Throws unless it answers 2xx within ten seconds.
 */
export async function sendHook(
  { url: text, secret, id, body, at }: Hook,
  networks: readonly string[],
): Promise<void> {
  const url = new URL(text);
  const { address, family } = await resolveHost(url.hostname, admitting(networks));
  const request = url.protocol === 'https:' ? secureRequest : plainRequest;
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    'user-agent': 'Kaishu',
    'kaishu-delivery': id,
    'kaishu-signature': signatureOf(secret, body, at),
  };
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const status = await new Promise<number>((resolve, reject) => {
    const asking = request(
      url,
      {
        ...{ method: 'POST', agent: false, signal, headers },
        // The checked address, whatever the name means by now.
        lookup: (_host, options, answer) =>
          options.all ? answer(null, [{ address, family }]) : answer(null, address, family),
      },
      (answer) => {
        resolve(answer.statusCode ?? 0);
        answer.destroy();
      },
    );
    asking.on('error', reject);
    asking.end(body);
  });
  if (status < 200 || status > 299) throw new Error(`HTTP ${status}`);
}
