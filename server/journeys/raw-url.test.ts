import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { testPlatform, type Platform } from '../testing/platform.ts';

let platform: Platform;
beforeAll(async () => {
  platform = await testPlatform();
}, 120_000);
afterAll(() => platform.close());

/** What a client gets that writes the URL as people type it, unescaped. */
async function get(path: string): Promise<string> {
  const { hostname, port } = new URL(platform.origin);
  const socket = connect(Number(port), hostname);
  socket.write(Buffer.from(`GET ${path} HTTP/1.1\r\nHost: ${hostname}\r\nConnection: close\r\n\r\n`, 'utf8'));
  return text(socket);
}

it('given raw Chinese in an address, as curl sends it, when it is asked, then a problem says how to write it', async () => {
  const answer = await get('/api/v1/datasets?q=停车场');
  expect(answer).toContain('HTTP/1.1 400');
  expect(answer).toContain('application/problem+json');
  expect(answer).toContain('--data-urlencode');
});
