import path from 'node:path';
import type { Command } from 'commander';
import { traceCopy } from '../../rules/grants/trace.operations.ts';
import { Problem } from '../../rules/problems/problems.ts';
import { connectTo } from '../in-process.ts';
import { isInstalled } from '../offline-store.ts';
import { withPlace, type PlaceOptions } from '../places.ts';
import { answer, type Terminal } from '../terminal.ts';

/** Names the recipient of a leaked copy, as far as its rows tell. */
export function addTrace(program: Command, terminal: Terminal): void {
  const { t } = terminal;
  withPlace(program.command('trace <FILE>').description(t('cli.command.trace')), terminal).action(
    async (given: string, { data, json }: PlaceOptions) => {
      if (!(await isInstalled(data))) throw new Problem('not-found', { detail: data });
      const connection = await connectTo(data, terminal);
      const file = path.resolve(given);
      const found = await connection.call(traceCopy, { file }).finally(() => connection.close());
      const { recipient, confidence, tested, rows } = found;
      const known = { ...rows, tested, confidence: confidence.toFixed(9) };
      const words = recipient
        ? t('cli.trace.found', { ...known, name: recipient.name, dataset: recipient.dataset })
        : t('cli.trace.nobody', known);
      answer(terminal, json, found, words);
    },
  );
}
