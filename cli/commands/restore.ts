import { access } from 'node:fs/promises';
import path from 'node:path';
import type { Command } from 'commander';
import { Problem } from '../../rules/problems/problems.ts';
import { restoreSnapshot } from '../../server/store/snapshot/restore-snapshot.ts';
import { openOfflineStore } from '../offline-store.ts';
import { withPlace, type PlaceOptions } from '../places.ts';
import { answer, type Terminal } from '../terminal.ts';

export function addRestore(program: Command, terminal: Terminal): void {
  const { t } = terminal;
  withPlace(program.command('restore <FILE>').description(t('cli.command.restore')), terminal).action(
    (file: string, options: PlaceOptions) => restore(path.resolve(file), options, terminal),
  );
}

async function restore(file: string, { data, json }: PlaceOptions, terminal: Terminal): Promise<void> {
  const { t, env } = terminal;
  await access(file).catch(() => {
    throw new Problem('unreadable-file', { detail: file });
  });
  const store = await openOfflineStore(data, env);
  terminal.progress(t('cli.restore.working'));
  const { createdAt, schemaVersion } = await restoreSnapshot(store, file).finally(() => store.close());
  answer(
    terminal,
    json,
    { directory: data, createdAt, schemaVersion },
    t('cli.restore.done', { directory: data }),
  );
}
