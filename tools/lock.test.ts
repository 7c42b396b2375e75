import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

interface Entry {
  version?: string;
  integrity?: string;
  resolved?: string;
  link?: boolean;
  optionalDependencies?: Record<string, string>;
}

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  packages: Record<string, Entry>;
};

/** Whether a package at this place finds the other: beside itself or in any folder above, as Node does. */
function finds(place: string, name: string): boolean {
  const parts = place.split('/node_modules/');
  return (
    parts.some(
      (_, depth) => `${parts.slice(0, depth + 1).join('/node_modules/')}/node_modules/${name}` in packages,
    ) || `node_modules/${name}` in packages
  );
}

describe('the lock file', () => {
  // npm ci refuses a lock without the packages of other platforms (npm/cli#9846): take a version that has them all.
  it('given a package with parts for each platform, when locked, then every part is', () => {
    const missing = Object.entries(packages).flatMap(([place, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter((name) => !finds(place, name)),
    );
    expect(missing).toEqual([]);
  });

  it('given any package, when locked, then its content is pinned and its source is left to the registry in use', () => {
    const loose = Object.entries(packages).filter(
      ([place, entry]) =>
        place !== '' &&
        (!entry.integrity || entry.resolved?.startsWith('https://registry.npmjs.org') === false),
    );
    expect(loose.map(([place]) => place)).toEqual([]);
  });
});
