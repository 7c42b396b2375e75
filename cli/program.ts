import { Command, CommanderError } from 'commander';
import { addCompletions } from './commands/completions.ts';
import { EXIT, reportProblem, type Terminal } from './terminal.ts';

type Add = (program: Command, terminal: Terminal, end: (code: number) => void) => void;

/** Each is loaded when it is asked for: the server alone takes half a second, and `read` needs none of it. */
const COMMANDS: ReadonlyMap<string, () => Promise<Add>> = new Map([
  ['init', async () => (await import('./commands/init.ts')).addInit],
  ['serve', async () => (await import('./commands/serve.ts')).addServe],
  ['migrate', async () => (await import('./commands/migrate.ts')).addMigrate],
  ['demo', async () => (await import('./commands/demo.ts')).addDemo],
  ['import', async () => (await import('./commands/import.ts')).addImport],
  ['read', async () => (await import('./commands/read.ts')).addRead],
  ['conditions', async () => (await import('./commands/conditions.ts')).addConditions],
  ['export', async () => (await import('./commands/export.ts')).addExport],
  ['restore', async () => (await import('./commands/restore.ts')).addRestore],
  ['search', async () => (await import('./commands/search.ts')).addSearch],
  ['trace', async () => (await import('./commands/trace.ts')).addTrace],
  ['check', async () => (await import('./commands/check.ts')).addCheck],
]);

/** The command that is named, or all of them where the others are listed. */
const commandsFor = (name = ''): Promise<Add[]> => {
  const named = COMMANDS.get(name);
  return Promise.all((named ? [named] : [...COMMANDS.values()]).map((load) => load()));
};

/** Runs one command line to its end; gives the exit code: 0 done, 1 failed, 2 refused. */
export async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  let code: number = EXIT.done;
  const program = buildProgram(terminal, await commandsFor(args[0]), (ended) => {
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

function buildProgram(terminal: Terminal, commands: readonly Add[], end: (code: number) => void): Command {
  const { t } = terminal;
  const program = new Command('kaishu')
    .description(t('cli.description'))
    .showHelpAfterError(t('cli.usageHint'))
    .configureOutput({
      writeOut: (text) => terminal.out(text),
      writeErr: (text) => terminal.note(text.trimEnd()),
    })
    .exitOverride();
  for (const add of commands) add(program, terminal, end);
  addCompletions(program, terminal);
  return inheritSettings(program);
}

/** Settings reach only commands that are added later; nested ones are added before. */
function inheritSettings(program: Command): Command {
  for (const command of program.commands) inheritSettings(command.copyInheritedSettings(program));
  return program;
}
