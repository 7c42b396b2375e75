import { fieldsOf, type FieldRule } from '../../../rules/field-rules/field-rule.schema.ts';
import { keyCandidates } from '../../../rules/versions/row-key.ts';
import type { RowDifferences } from '../../../rules/versions/version-changes.ts';
import type { VersionManifest } from '../../../rules/versions/version.schema.ts';
import type { Call, Services } from '../../context.ts';
import type { Asker, EngineTable } from '../../engine/index.ts';
import { Recent } from '../../recent.ts';
import { workOf } from '../records/index.ts';
import { fieldRulesOf } from '../versions/index.ts';

/** A version with what it holds. */
export interface Held {
  id: string;
  datasetId: string;
  manifest: VersionManifest;
}

const MOST = 50;
const KNOWN = new WeakMap<Services, Recent<RowDifferences>>();
/** Beyond 300,000 rows different values are estimated within some per cent; the engine counts them before it trusts. */
const NEARLY = 0.9;
const MOST_TRIED = 5;

/** What differs between two versions, which never change: computed once for all who ask within a while. */
export async function differencesOf(
  call: Call,
  before: Held,
  now: Held,
  examples: number,
): Promise<RowDifferences> {
  const { services } = call;
  const { rules, revision } = await fieldRulesOf(services.db, now.datasetId);
  const known = KNOWN.get(services) ?? new Recent<RowDifferences>(MOST);
  KNOWN.set(services, known);
  // A rule may name a key that the profiles do not show.
  const name = JSON.stringify([before.id, now.id, examples, revision]);
  const remembered = known.get(name);
  if (remembered) return remembered;
  const keys = keysFrom(rules, before.manifest, now.manifest);
  const found = await services.running.during(workOf(call, 'rows', now.datasetId, 'changes'), (asker) =>
    compute(services, before, now, { keys, examples }, asker),
  );
  known.set(name, found);
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
  wanted: Parameters<Services['engine']['changes']>[2],
  asker: Asker,
): Promise<RowDifferences> {
  using past = await objects.hold(before.manifest.data.digest);
  using present = await objects.hold(now.manifest.data.digest);
  const table = ({ id, manifest: { columns, rows } }: Held, path: string): EngineTable => ({
    ...{ path, columns, rows },
    version: id,
  });
  return await engine.changes(table(before, past.path), table(now, present.path), wanted, asker);
}
