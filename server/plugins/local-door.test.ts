import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { request as ask } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import fastify from 'fastify';
import { describe, expect, it } from 'vitest';
import { openSocketFolder } from '../store/socket-folder.ts';
import { createLocalDoor, LOCAL_SOCKET } from './local-door.ts';

const get = (options: { socketPath: string }): Promise<string> =>
  new Promise((resolve, reject) => {
    ask({ ...options, path: '/who' }, (answer) => resolve(text(answer)))
      .on('error', reject)
      .end();
  });

describe('the local door', () => {
  it.each(['sockets', 'a-very-long-name-'.repeat(12)])(
    'given a folder named %s with the socket of a killed server, when opened, then callers on it are local and those of the port are not',
    async (name) => {
      const home = await mkdtemp(path.join(os.tmpdir(), 'kaishu-door-'));
      const folder = path.join(home, name);
      await mkdir(folder, { mode: 0o700 });
      await writeFile(path.join(folder, LOCAL_SOCKET), '');
      const door = createLocalDoor(folder);
      const app = fastify();
      app.get('/who', async (request) => (door.isLocal(request) ? 'local' : 'stranger'));
      const origin = await app.listen({ port: 0, host: '127.0.0.1' });
      await door.open(app);

      const place = openSocketFolder(folder);
      expect(await get({ socketPath: path.join(place.path, LOCAL_SOCKET) })).toBe('local');
      expect(await (await fetch(`${origin}/who`)).text()).toBe('stranger');
      expect((await stat(path.join(folder, LOCAL_SOCKET))).mode & 0o777).toBe(0o600);
      place.close();
      await door.close();
      await app.close();
      await rm(home, { recursive: true });
    },
  );
});
