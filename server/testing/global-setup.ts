import type { TestProject } from 'vitest/node';
import { startSharedServer, type SharedServer } from './shared-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    database: SharedServer;
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { server, stop } = await startSharedServer();
  project.provide('database', server);
  return stop;
}
