import { access, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { buildDemonstration } from '../demo/build.ts';
import type { Services } from '../server/context.ts';
import { hasPeople, isBuilt } from '../server/features/demonstration/index.ts';
import { isInstalled } from './offline-store.ts';
import { removeContents } from './remove-contents.ts';
import { addSettings } from './settings-file.ts';
import type { Terminal } from './terminal.ts';

const unfinishedMark = (directory: string): string =>
  path.join(directory, 'secrets', 'demonstration-unfinished');

/** Makes a fresh folder a demonstration's; one whose building was broken off begins again from nothing. */
export async function beginDemonstration(directory: string): Promise<void> {
  const unfinished = await access(unfinishedMark(directory)).then(
    () => true,
    () => false,
  );
  if (unfinished) await removeContents(directory);
  if (!(await isInstalled(directory))) await addSettings(directory, settingsIn(directory));
}

/** What its data sources may reach: this machine, and a folder of its own. */
const settingsIn = (directory: string): Record<string, unknown> => ({
  demonstration: true,
  sourceNetworks: ['127.0.0.1/32'],
  sourceFolders: [path.resolve(directory, 'incoming')],
});

/** Builds the demonstration city where there is none yet, saying how far it is. Throws `store-not-ours`. */
export async function buildWithProgress(services: Services, { progress, t }: Terminal): Promise<void> {
  const mark = unfinishedMark(services.directory.path);
  const fresh = !(await isBuilt(services.db)) && !(await hasPeople(services.db));
  if (fresh) await writeFile(mark, '', { mode: 0o600 });
  await buildDemonstration(services, (done, total) =>
    progress(t('cli.demo.building', { percent: Math.floor((done / total) * 100) })),
  );
  await rm(mark, { force: true });
}
