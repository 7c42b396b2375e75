import { request, type IncomingMessage } from 'node:http';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import type { InputOf, Operation, OutputOf } from '../rules/api/operation.ts';
import { ACTING_HEADER } from '../server/features/local-administrator/index.ts';
import { LOCAL_SOCKET } from '../server/plugins/local-door.ts';
import { openSocketFolder } from '../server/store/socket-folder.ts';
import { problemFromView, type Terminal } from './terminal.ts';

export interface Exchange {
  method: string;
  /** With the leading slash, `/api/v1/…`. */
  path: string;
  headers?: Record<string, string | number>;
  body?: string | Uint8Array | AsyncIterable<Uint8Array>;
}

/** The local administrator's way to the platform: the same operations, permissions and events as everyone's. */
export interface Connection {
  /** `acting`: `publisher-editor@JTW`; the system administrator's role unless told. Throws the server's problem. */
  call<O extends Operation>(operation: O, input: InputOf<O>, acting?: string): Promise<OutputOf<O>>;
  /** Throws the server's problem for an answer from 400 on. */
  send(exchange: Exchange, acting?: string): Promise<IncomingMessage>;
  close(): Promise<void>;
}

/** Talks to the server that runs on the folder; undefined when none does. */
export async function connectToRunning(
  directory: string,
  terminal: Terminal,
): Promise<Connection | undefined> {
  const folder = path.join(directory, 'sockets');
  let place;
  try {
    place = openSocketFolder(folder);
  } catch {
    return undefined;
  }
  const connection = connectionOver(path.join(place.path, LOCAL_SOCKET), terminal.language, async () =>
    place.close(),
  );
  try {
    await drained(await connection.send({ method: 'GET', path: '/api/v1/publishers' }));
    return connection;
  } catch (error) {
    place.close();
    if (isNobodyThere(error)) return undefined;
    throw error;
  }
}

const isNobodyThere = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ECONNREFUSED');

function connectionOver(socketPath: string, language: string, close: () => Promise<void>): Connection {
  const send = async (exchange: Exchange, acting?: string): Promise<IncomingMessage> => {
    const headers = {
      'accept-language': language,
      ...(acting === undefined ? {} : { [ACTING_HEADER]: acting }),
      ...exchange.headers,
    };
    const answer = await exchanged({ ...exchange, headers }, socketPath);
    if ((answer.statusCode ?? 500) < 400) return answer;
    throw problemFromView(parsed(await text(answer)));
  };
  return {
    send,
    call: async (operation, input, acting) => {
      const answer = await send(exchangeOf(operation, input), acting);
      // The server answers by the operation's own schema.
      return parsed(await text(answer)) as OutputOf<typeof operation>;
    },
    close,
  };
}

function exchanged(exchange: Exchange, socketPath: string): Promise<IncomingMessage> {
  const { method, headers = {}, body } = exchange;
  return new Promise((resolve, reject) => {
    const asked = request({ socketPath, method, path: exchange.path, headers, agent: false }, resolve);
    asked.on('error', reject);
    if (body === undefined || typeof body === 'string' || body instanceof Uint8Array) asked.end(body);
    else void pour(body, asked).catch(reject);
  });
}

async function pour(body: AsyncIterable<Uint8Array>, asked: ReturnType<typeof request>): Promise<void> {
  const { pipeline } = await import('node:stream/promises');
  await pipeline(body, asked);
}

/** Path parameters, query and body from one flat input, as the operation says. */
function exchangeOf(operation: Operation, input: unknown): Exchange {
  const values = new Map<string, unknown>(Object.entries(input ?? {}));
  const take = (names: readonly string[]): [string, unknown][] =>
    names.filter((name) => values.get(name) !== undefined).map((name) => [name, values.get(name)]);
  const filled = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(values.get(name))),
  );
  const query = new URLSearchParams(
    take(Object.keys(operation.query.properties)).map(([name, value]) => [name, String(value)]),
  ).toString();
  const where = `/api/v1${filled}${query === '' ? '' : `?${query}`}`;
  if (operation.method === 'GET') return { method: operation.method, path: where };
  const body = JSON.stringify(Object.fromEntries(take(Object.keys(operation.body.properties))));
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  return { method: operation.method, path: where, headers, body };
}

function parsed(body: string): unknown {
  try {
    return body === '' ? undefined : JSON.parse(body);
  } catch {
    return { detail: body };
  }
}

const drained = async (answer: IncomingMessage): Promise<void> => void (await text(answer));
