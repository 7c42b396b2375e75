import type { Machine } from '../../rules/machine/machine.ts';
import { code, page, table } from './markdown.ts';
import { exportsOf, isRecord } from './modules.ts';

type AnyMachine = Machine<string, string, { state: string }>;
interface Arrow {
  from: string;
  event: string;
  to: string;
  basis: string;
  guards: string[];
}

const isMachine = (value: unknown): value is AnyMachine =>
  isRecord(value) && isRecord(value['transitions']) && Array.isArray(value['states']);

function arrowsOf({ states, events, transitions }: AnyMachine): Arrow[] {
  return states.flatMap((from) =>
    events.flatMap((event) => {
      const arrow = transitions[from]?.[event];
      if (!arrow) return [];
      const guards = arrow.guards.map((guard) => `${code(guard.code)} (${guard.basis})`);
      return [{ from, event, to: arrow.to, basis: arrow.basis, guards }];
    }),
  );
}

function diagram({ states }: AnyMachine, arrows: readonly Arrow[]): string {
  const id = (state: string): string => state.replaceAll('-', '_');
  const named = states.filter((state) => id(state) !== state).map((state) => `  ${id(state)}: ${state}`);
  const drawn = arrows.map(({ from, event, to }) => `  ${id(from)} --> ${id(to)}: ${event}`);
  return ['```mermaid', 'stateDiagram-v2', ...named, ...drawn, '```'].join('\n');
}

function section(machine: AnyMachine): string {
  const arrows = arrowsOf(machine);
  const rows = arrows.map(({ from, event, to, basis, guards }) => [
    code(from),
    code(event),
    code(to),
    code(machine.needs[event] ?? ''),
    basis,
    guards.join(', '),
  ]);
  return [
    `## ${machine.name}`,
    diagram(machine, arrows),
    table(['from', 'event', 'to', 'needs', 'provision', 'refused with'], rows),
  ].join('\n\n');
}

/** One section a life cycle: picture and table. */
export async function transitionsPage(): Promise<string> {
  const machines = (await exportsOf('rules/**/*.machine.ts')).filter(isMachine);
  return page(
    'Life cycles',
    'rules/**/*.machine.ts',
    'What is not in a table answers 409 `wrong-state`.',
    ...machines.map(section),
  );
}
