import type { Command } from 'commander';
import type { Terminal } from '../terminal.ts';
import { addImportCatalogue } from './import-catalogue.ts';
import { addImportDataset } from './import-dataset.ts';
import { addImportList } from './import-list.ts';

export function addImport(program: Command, terminal: Terminal): void {
  const group = program.command('import').description(terminal.t('cli.command.import'));
  addImportDataset(group, terminal);
  addImportCatalogue(group, terminal);
  addImportList(group, terminal);
}
