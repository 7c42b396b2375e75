import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { languageFor, translator, type Language, type Translate } from '../locales/index.ts';
import { PROBLEMS, Problem, type ProblemCode, type ProblemExtra } from '../rules/problems/problems.ts';
import { toProblem, viewProblem } from '../server/plugins/problems.ts';

/** 0 done, 1 failed, 2 refused. */
export const EXIT = { done: 0, failed: 1, refused: 2 } as const;

/** Where a command speaks: results on standard output, everything else on standard error. */
export interface Terminal {
  language: Language;
  t: Translate;
  env: NodeJS.ProcessEnv;
  out(text: string): void;
  /** A part of a long result; resolves when more may follow. */
  stream(text: string): Promise<void>;
  /** Nobody reads what is said on the side: a problem is then told as a document. */
  unattended: boolean;
  /** One line about what is going on; a later one may take its place. */
  progress(text: string): void;
  /** A line that stays. */
  note(text: string): void;
  /** Asks a person; undefined when nobody can be asked. */
  ask(question: string): Promise<string | undefined>;
}

/** Prints one JSON document for programs, or the text for people. */
export function answer(terminal: Terminal, json: boolean | undefined, value: unknown, text: string): void {
  terminal.out(json ? `${JSON.stringify(value, null, 2)}\n` : text === '' ? '' : `${text}\n`);
}

/** Prints the problem as the API would answer it; gives the exit code. */
export function reportProblem(terminal: Terminal, command: string, error: unknown, json: boolean): number {
  const problem = toProblem(error);
  const at = { instance: `kaishu ${command}`, traceId: randomBytes(16).toString('hex') };
  const view = viewProblem(problem, at, terminal.language);
  if (json) terminal.note(JSON.stringify(view));
  else terminal.note(problemText(view));
  if (problem.code === 'internal' && !(error instanceof Problem))
    terminal.note(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return problem.status >= 500 ? EXIT.failed : EXIT.refused;
}

interface Shown {
  title: string;
  detail?: string | undefined;
  remedy?: string | undefined;
  errors?: { pointer: string; detail: string }[] | undefined;
}

function problemText({ title, detail, remedy, errors = [] }: Shown): string {
  const lines = errors.map((error) => `  · ${error.pointer} ${error.detail}`.trimEnd());
  const said = detail !== undefined && lines.length === 0 ? [`  ${detail.replaceAll('\n', '\n  ')}`] : [];
  return [`kaishu: ${title}`, ...said, ...lines, ...(remedy === undefined ? [] : [`  → ${remedy}`])].join(
    '\n',
  );
}

/** A problem document of the server, as the same problem here. */
export function problemFromView(view: unknown): Problem {
  const { code, ...extra } = typeof view === 'object' && view !== null ? (view as ProblemExtra) : {};
  const known = typeof code === 'string' && code in PROBLEMS ? (code as ProblemCode) : 'internal';
  return new Problem(known, extra);
}

/** `no space left on device` of `ENOSPC: no space left on device, write`. */
const reasonOf = ({ message }: Error): string => message.replace(/^[A-Z]+: |, write$/g, '');

export function processTerminal(): Terminal {
  const { env, stderr, stdout, stdin } = process;
  const language = languageFor((env['LC_ALL'] ?? env['LC_MESSAGES'] ?? env['LANG'])?.replace('_', '-'));
  let passing = false;
  const clear = (): void => {
    if (passing) stderr.write('\r\u001b[2K');
    passing = false;
  };
  const t = translator(language);
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    // Whoever took the result has had enough of it: `kaishu read … | head`.
    if (error.code === 'EPIPE') process.exit(EXIT.done);
    stderr.write(`kaishu: ${t('cli.outputLost', { reason: reasonOf(error) })}\n`);
    process.exit(EXIT.failed);
  });
  return {
    language,
    t,
    env,
    out: (text) => {
      clear();
      stdout.write(text);
    },
    stream: async (text) => {
      if (!stdout.write(text)) await once(stdout, 'drain');
    },
    unattended: !stderr.isTTY,
    progress: (text) => {
      clear();
      stderr.write(stderr.isTTY ? text : `${text}\n`);
      passing = stderr.isTTY;
    },
    note: (text) => {
      clear();
      stderr.write(`${text}\n`);
    },
    ask: async (question) => {
      if (!stdin.isTTY) return undefined;
      const { createInterface } = await import('node:readline/promises');
      const asked = createInterface({ input: stdin, output: stderr });
      const said = (await asked.question(`${question} `)).trim();
      asked.close();
      return said === '' ? undefined : said;
    },
  };
}
