import type { Command } from 'commander';
import { runChecks, type CheckResult } from '../checks.ts';
import { withPlace, type PlaceOptions } from '../places.ts';
import { answer, EXIT, type Terminal } from '../terminal.ts';

interface CheckOptions extends PlaceOptions {
  deep?: boolean;
}

export function addCheck(program: Command, terminal: Terminal, end: (code: number) => void): void {
  const { t } = terminal;
  withPlace(program.command('check').description(t('cli.command.check')), terminal)
    .option('--deep', t('cli.option.deep'))
    .action(async ({ data, deep = false, json }: CheckOptions) => {
      const results = await runChecks({ directory: data, deep, terminal }, (result) => {
        if (!json) terminal.out(`${line(result, terminal)}\n`);
      });
      const faults = results.filter(({ ok }) => !ok);
      const said = faults.length === 0 ? 'cli.check.whole' : 'cli.check.faults';
      answer(terminal, json, { ok: faults.length === 0, checks: results }, t(said, { count: faults.length }));
      end(faults.length === 0 ? EXIT.done : EXIT.failed);
    });
}

function line({ name, ok, found, mend }: CheckResult, { t }: Terminal): string {
  const first = `${ok ? '✓' : '✗'} ${t(name)}: ${found.replaceAll('\n', '\n    ')}`;
  return mend === null || mend === '' ? first : `${first}\n    → ${mend}`;
}
