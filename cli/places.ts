import path from 'node:path';
import type { Command } from 'commander';
import type { Terminal } from './terminal.ts';

/** Where everything is kept unless told: in the checkout, ignored by git. */
const DEFAULT_DIRECTORY = path.join(path.dirname(import.meta.dirname), 'var', 'kaishu');

export interface PlaceOptions {
  data: string;
  json?: boolean;
}

/** The options that every command on an installation takes. */
export const withPlace = (command: Command, { t }: Terminal): Command =>
  command
    .option('--data <DIR>', t('cli.option.data'), (given) => path.resolve(given), DEFAULT_DIRECTORY)
    .option('--json', t('cli.option.json'));
