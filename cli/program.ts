import { Command, CommanderError } from 'commander';
import { addCheck } from './commands/check.ts';
import { addCompletions } from './commands/completions.ts';
import { addDemo } from './commands/demo.ts';
import { addExport } from './commands/export.ts';
import { addImport } from './commands/import-dataset.ts';
import { addInit } from './commands/init.ts';
import { addMigrate } from './commands/migrate.ts';
import { addRead } from './commands/read.ts';
import { addRestore } from './commands/restore.ts';
import { addServe } from './commands/serve.ts';
import { EXIT, reportProblem, type Terminal } from './terminal.ts';

/** Runs one command line to its end; gives the exit code: 0 done, 1 failed, 2 refused. */
export async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  let code: number = EXIT.done;
  const program = buildProgram(terminal, (ended) => {
    code = ended;
  });
  try {
    await program.parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.refused;
    const asDocument = args.includes('--json') || (args[0] === 'read' && terminal.unattended);
    return reportProblem(terminal, args[0] ?? '', error, asDocument);
  }
}

function buildProgram(terminal: Terminal, end: (code: number) => void): Command {
  const { t } = terminal;
  const program = new Command('kaishu')
    .description(t('cli.description'))
    .showHelpAfterError(t('cli.usageHint'))
    .configureOutput({
      writeOut: (text) => terminal.out(text),
      writeErr: (text) => terminal.note(text.trimEnd()),
    })
    .exitOverride();
  addInit(program, terminal);
  addServe(program, terminal);
  addMigrate(program, terminal);
  addDemo(program, terminal);
  addImport(program, terminal);
  addExport(program, terminal);
  addRead(program, terminal);
  addRestore(program, terminal);
  addCheck(program, terminal, end);
  addCompletions(program, terminal);
  return inheritSettings(program);
}

/** Settings reach only commands that are added later; nested ones are added before. */
function inheritSettings(program: Command): Command {
  for (const command of program.commands) inheritSettings(command.copyInheritedSettings(program));
  return program;
}
