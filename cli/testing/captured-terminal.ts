import { translator } from '../../locales/index.ts';
import type { Terminal } from '../terminal.ts';

export interface CapturedTerminal extends Terminal {
  stdout(): string;
  stderr(): string;
}

/** A terminal that nobody sits at and that keeps what was said. */
export function capturedTerminal(env: NodeJS.ProcessEnv = {}): CapturedTerminal {
  const said = { out: '', error: '' };
  return {
    language: 'en',
    t: translator('en'),
    env,
    out: (text) => {
      said.out += text;
    },
    stream: (text) => {
      said.out += text;
      return Promise.resolve();
    },
    unattended: true,
    progress: (text) => {
      said.error += `${text}\n`;
    },
    note: (text) => {
      said.error += `${text}\n`;
    },
    ask: () => Promise.resolve(undefined),
    stdout: () => said.out,
    stderr: () => said.error,
  };
}
