import type { Boundaries } from '../boundaries.schema.ts';
import { readBoundaries } from '../read-boundaries.ts';
import shanghai from './shanghai.json' with { type: 'json' };

/** By the name that a city's profile gives. */
const FILES = { shanghai } as const;

const READ = new Map<string, Boundaries>();

/** The boundaries that a profile names; null for none. Throws for a name that is not there. */
export function boundariesNamed(name: string | null): Boundaries | null {
  if (name === null) return null;
  const known = READ.get(name) ?? readBoundaries(Object.entries(FILES).find(([each]) => each === name)?.[1]);
  READ.set(name, known);
  return known;
}
