import { Argument, type Command } from 'commander';
import type { Terminal } from '../terminal.ts';

const SHELLS = ['bash', 'zsh', 'fish'] as const;
type Shell = (typeof SHELLS)[number];

export function addCompletions(program: Command, terminal: Terminal): void {
  program
    .command('completions')
    .description(terminal.t('cli.command.completions'))
    .addArgument(new Argument('<shell>').choices(SHELLS))
    .action((shell: Shell) => terminal.out(SCRIPTS[shell](words(program))));
}

/** A command with its path (`''` for the program itself) and what can follow it. */
interface Words {
  path: string;
  commands: { name: string; about: string }[];
  options: { name: string; about: string }[];
}

function words(command: Command, path = ''): Words[] {
  const own: Words = {
    path,
    commands: command.commands.map((each) => ({ name: each.name(), about: each.description() })),
    options: command.options.map(({ long, description }) => ({ name: long ?? '', about: description })),
  };
  return [own, ...command.commands.flatMap((each) => words(each, `${path} ${each.name()}`.trim()))];
}

const namesOf = ({ commands, options }: Words): string =>
  [...commands, ...options].map(({ name }) => name).join(' ');

const bash = (all: Words[]): string => `_kaishu() {
  local path="" word i
  for ((i = 1; i < COMP_CWORD; i++)); do
    word="\${COMP_WORDS[i]}"
    [[ "$word" == -* ]] && continue
    case "\${path:+$path }$word" in
      ${all.flatMap(({ path }) => (path === '' ? [] : [`"${path}"`])).join(' | ')}) path="\${path:+$path }$word" ;;
    esac
  done
  case "$path" in
${all.map((each) => `    "${each.path}") COMPREPLY=($(compgen -o default -W "${namesOf(each)}" -- "\${COMP_WORDS[COMP_CWORD]}")) ;;`).join('\n')}
  esac
}
complete -o default -F _kaishu kaishu
`;

const zsh = (all: Words[]): string => `#compdef kaishu
autoload -U +X bashcompinit && bashcompinit
${bash(all)}`;

const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

const fish = (all: Words[]): string =>
  all
    .flatMap(({ path, commands, options }) => {
      const when =
        path === '' ? '__fish_use_subcommand' : `__fish_seen_subcommand_from ${path.split(' ').at(-1) ?? ''}`;
      return [
        ...commands.map(
          ({ name, about }) => `complete -c kaishu -n '${when}' -a ${name} -d ${quoted(about)}`,
        ),
        ...options.map(
          ({ name, about }) =>
            `complete -c kaishu -n '${when}' -l ${name.replace(/^--/, '')} -d ${quoted(about)}`,
        ),
      ];
    })
    .map((line) => `${line}\n`)
    .join('');

const SCRIPTS: Record<Shell, (all: Words[]) => string> = { bash, zsh, fish };
