import type { TestProject } from 'vitest/node';
import { browserIsWanted } from '../browser.ts';
import { startCity, type City } from './running-city.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** One for each worker, by its number. */
    cities: City[];
  }
}

/** Starts a real server with a demonstration city for each worker, and ends them after all journeys. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  if (!browserIsWanted) return undefined;
  const starts = await Promise.allSettled(
    Array.from({ length: project.config.maxWorkers }, () => startCity()),
  );
  const running = starts.flatMap((start) => (start.status === 'fulfilled' ? [start.value] : []));
  const end = async (): Promise<void> => {
    await Promise.all(running.map((each) => each.end()));
  };
  const failed = starts.find((start) => start.status === 'rejected');
  if (failed) {
    await end();
    throw failed.reason;
  }
  project.provide(
    'cities',
    running.map(({ city }) => city),
  );
  return end;
}
