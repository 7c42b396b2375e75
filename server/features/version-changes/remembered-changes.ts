import { fieldsOf, type FieldRule } from '../../../rules/field-rules/field-rule.schema.ts';
import { keyCandidates } from '../../../rules/versions/row-key.ts';
import type { RowDifferences } from '../../../rules/versions/version-changes.ts';
import type { VersionManifest } from '../../../rules/versions/version.schema.ts';
import type { Services } from '../../context.ts';
import type { EngineTable } from '../../engine/index.ts';
import { Recent } from '../../recent.ts';
import { fieldRulesOf } from '../versions/index.ts';

/** A version with what it holds. */
export interface Held {
  id: string;
  datasetId: string;
  manifest: VersionManifest;
}

interface Memory {
  found: Recent<RowDifferences>;
  underWay: Map<string, Promise<RowDifferences>>;
}

const MOST = 50;
const MEMORIES = new WeakMap<Services, Memory>();
/** Beyond 300,000 rows different values are estimated within some per cent; the engine counts them before it trusts. */
const NEARLY = 0.9;
const MOST_TRIED = 5;

/** What differs between two versions, which never change: computed once for all who ask within a while. */
export async function differencesOf(
  services: Services,
  before: Held,
  now: Held,
  examples: number,
): Promise<RowDifferences> {
  const { rules, revision } = await fieldRulesOf(services.db, now.datasetId);
  const memory: Memory = MEMORIES.get(services) ?? { found: new Recent(MOST), underWay: new Map() };
  MEMORIES.set(services, memory);
  // A rule may name a key that the profiles do not show.
  const name = JSON.stringify([before.id, now.id, examples, revision]);
  const remembered = memory.found.get(name) ?? memory.underWay.get(name);
  if (remembered) return remembered;
  const keys = keysFrom(rules, before.manifest, now.manifest);
  const asked = compute(services, before, now, keys, examples).finally(() => memory.underWay.delete(name));
  memory.underWay.set(name, asked);
  const found = await asked;
  memory.found.set(name, found);
  return found;
}

function keysFrom(rules: readonly FieldRule[], before: VersionManifest, now: VersionManifest): string[][] {
  const declared = rules.filter(({ kind }) => kind === 'unique').map((rule) => [...fieldsOf(rule)]);
  return [...declared, ...keyCandidates(now, before, NEARLY).map((name) => [name])].slice(0, MOST_TRIED);
}

async function compute(
  { engine, objects }: Services,
  before: Held,
  now: Held,
  keys: string[][],
  examples: number,
): Promise<RowDifferences> {
  using past = await objects.hold(before.manifest.data.digest);
  using present = await objects.hold(now.manifest.data.digest);
  const table = ({ id, manifest: { columns, rows } }: Held, path: string): EngineTable => ({
    ...{ path, columns, rows },
    version: id,
  });
  return await engine.changes(table(before, past.path), table(now, present.path), { keys, examples });
}
