import { spawn } from 'node:child_process';

export interface Step {
  name: string;
  command: readonly string[];
  env?: Record<string, string>;
}

export interface StepResult {
  name: string;
  ok: boolean;
  seconds: number;
  output: string;
}

/** Runs the command in the checkout's root; its output is kept, or shown as it comes when `show` is set. */
export function runStep(step: Step, show = false): Promise<StepResult> {
  const [program = '', ...args] = step.command;
  const started = performance.now();
  const child = spawn(program, args, {
    stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
    env: { ...process.env, ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : {}), ...step.env },
  });
  const parts: Buffer[] = [];
  child.stdout?.on('data', (part: Buffer) => parts.push(part));
  child.stderr?.on('data', (part: Buffer) => parts.push(part));
  return new Promise((resolve) => {
    const end = (ok: boolean): void =>
      resolve({
        name: step.name,
        ok,
        seconds: (performance.now() - started) / 1000,
        output: Buffer.concat(parts).toString(),
      });
    child.on('error', (error) => {
      parts.push(Buffer.from(String(error)));
      end(false);
    });
    child.on('close', (code) => end(code === 0));
  });
}

function report({ name, ok, seconds, output }: StepResult): void {
  console.log(`${ok ? '✓' : '✗'} ${name} (${seconds.toFixed(1)} s)`);
  if (!ok) console.log(output.trimEnd());
}

/** Runs all steps, two at a time, reporting each as it ends; gives the names of those that failed. */
export async function runSteps(steps: readonly Step[], atOnce = 2): Promise<string[]> {
  const waiting = [...steps];
  const failed: string[] = [];
  const work = async (): Promise<void> => {
    for (let step = waiting.shift(); step; step = waiting.shift()) {
      const result = await runStep(step);
      report(result);
      if (!result.ok) failed.push(result.name);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return failed;
}
