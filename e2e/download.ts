import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';

export interface Downloaded {
  /** As the browser would save it. */
  name: string;
  bytes: Buffer;
}

/** What the browser downloads when `take` is done on the page. */
export async function downloaded(page: Page, take: () => Promise<void>): Promise<Downloaded> {
  const [download] = await Promise.all([page.waitForEvent('download'), take()]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}
