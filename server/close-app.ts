import type { FastifyInstance } from 'fastify';

/** Lets nobody new in and gives what is being answered its time: whoever does not take an answer holds nothing up. */
export async function closeApp(app: FastifyInstance, patienceMs: number): Promise<void> {
  const timer = setTimeout(() => app.server.closeAllConnections(), patienceMs);
  await app.close();
  clearTimeout(timer);
}
