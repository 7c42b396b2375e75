import type { Operation } from '../../../rules/api/operation.ts';

// One source for every door: what the rules export as operations is what the API serves.
const MODULES = import.meta.glob<Record<string, unknown>>('../../../rules/*/*.operations.ts', {
  eager: true,
});

const isOperation = (value: unknown): value is Operation =>
  typeof value === 'object' && value !== null && 'method' in value && 'path' in value && 'problems' in value;

/** Every operation, by tag in the order of the first journey, then by path. */
export const ALL_OPERATIONS: readonly Operation[] = Object.values(MODULES)
  .flatMap((module) => Object.values(module).filter(isOperation))
  .sort((a, b) => a.path.localeCompare(b.path) || a.method.localeCompare(b.method));

const FIRST_TAGS = ['Datasets', 'Rows', 'Discovery'];
const rank = (tag: string): number =>
  FIRST_TAGS.includes(tag) ? FIRST_TAGS.indexOf(tag) : FIRST_TAGS.length;

/** Operations under their tags, those that need no account first. */
export const operationsByTag = (): [string, Operation[]][] =>
  [...Map.groupBy(ALL_OPERATIONS, ({ tag }) => tag)].sort(
    ([a], [b]) => rank(a) - rank(b) || a.localeCompare(b),
  );
