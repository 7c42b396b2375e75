import type { Command } from 'commander';
import { migrate } from '../../server/store/migrate.ts';
import { openOfflineStore } from '../offline-store.ts';
import { withPlace, type PlaceOptions } from '../places.ts';
import { answer, type Terminal } from '../terminal.ts';

export function addMigrate(program: Command, terminal: Terminal): void {
  const { t, env } = terminal;
  withPlace(program.command('migrate').description(t('cli.command.migrate')), terminal).action(
    async ({ data, json }: PlaceOptions) => {
      const store = await openOfflineStore(data, env);
      const applied = await migrate(store.db).finally(() => store.close());
      const names = applied.join(', ');
      answer(terminal, json, { applied }, t('cli.migrate.done', { count: applied.length, names }));
    },
  );
}
