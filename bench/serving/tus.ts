import { once } from 'node:events';
import { request } from 'node:http';
import type { LongTable } from '../data/long-table.ts';

interface TusUpload {
  location: string;
  token: string;
}

const PROTOCOL = { 'tus-resumable': '1.0.0' };

/** Announces a file; answers where its bytes go. */
export async function createUpload(
  origin: string,
  { token, name, bytes }: { token: string; name: string; bytes: number },
): Promise<string> {
  const answer = await fetch(`${origin}/api/v1/uploads`, {
    method: 'POST',
    headers: {
      ...PROTOCOL,
      authorization: `Bearer ${token}`,
      'upload-length': String(bytes),
      'upload-metadata': `filename ${Buffer.from(name).toString('base64')}`,
    },
  });
  const location = answer.headers.get('location');
  if (location === null) throw new Error(`tus: ${answer.status} ${await answer.text()}`);
  return location;
}

/** How much of it has arrived. */
export async function arrived(origin: string, { location, token }: TusUpload): Promise<number> {
  const headers = { ...PROTOCOL, authorization: `Bearer ${token}` };
  const answer = await fetch(new URL(location, origin), { method: 'HEAD', headers });
  if (answer.status !== 200) throw new Error(`HEAD: ${answer.status}`);
  return Number(answer.headers.get('upload-offset'));
}

interface Part {
  table: LongTable;
  offset: number;
  /** Where the connection breaks; null sends to the end. */
  until: number | null;
  onBytes: (bytes: Buffer, offset: number) => void;
}

/** Sends the bytes from an offset on; cuts the connection in the middle, or waits for what is answered to the whole. */
export async function sendPart(origin: string, { location, token }: TusUpload, part: Part): Promise<void> {
  const { table, offset, until, onBytes } = part;
  const sending = request(new URL(location, origin), {
    method: 'PATCH',
    agent: false,
    headers: {
      ...PROTOCOL,
      authorization: `Bearer ${token}`,
      'upload-offset': String(offset),
      'content-type': 'application/offset+octet-stream',
      'content-length': String(table.bytes - offset),
    },
  });
  const broken = new Promise<never>((_, reject) => sending.once('error', reject));
  broken.catch(() => undefined);
  let at = offset;
  for (const bytes of table.from(offset)) {
    if (until !== null && at >= until) return void sending.destroy();
    onBytes(bytes, at);
    at += bytes.length;
    if (!sending.write(bytes)) await Promise.race([once(sending, 'drain'), broken]);
  }
  const answered = once(sending, 'response');
  sending.end();
  const [answer] = (await Promise.race([answered, broken])) as [{ statusCode?: number }];
  if (answer.statusCode !== 204) throw new Error(`PATCH: ${answer.statusCode ?? '?'}`);
}
