import { BlockList, isIP, isIPv6 } from 'node:net';
import { readCondition } from '../../../rules/expressions/read-query.ts';
import { can } from '../../../rules/access/permissions.ts';
import { chooseGrant, isServing } from '../../../rules/grants/choose-grant.ts';
import { both, type Typed } from '../../../rules/expressions/query-tree.ts';
import { onlyOf } from '../../../rules/personal-consents/only-of.ts';
import type { GrantedPart } from '../../../rules/grants/granted-part.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import { cityDay } from '../../../rules/time/clock.ts';
import type { Call } from '../../context.ts';
import type { EngineTable } from '../../engine/index.ts';
import { Recent } from '../../recent.ts';
import { consentedBy, type Consented } from './consented.ts';
import { addPersonalUse } from './consented.queries.ts';
import { countRows, findGrant, grantsHeld, type Grant } from './grant.queries.ts';
import { markedRows } from './marks/marked-rows.ts';
import { countCall } from './meter.ts';
import { openCursor, sealCursor } from './sealed-cursor.ts';
import { holdsStill, whileItHolds } from './standing.ts';

/** The grant under which a call is served, and what it makes of what is served. */
export interface GrantedUse {
  grantId: string;
  /** Part of every tag and key under which anything made for it is kept: of nobody else, and of no other revision. */
  tag: string;
  /** Nothing but the fields and rows that were granted. Throws `beyond-grant` where that cannot be told. */
  confine(table: EngineTable, key: string): Promise<EngineTable>;
  sealCursor(cursor: string): string;
  openCursor(cursor: string): string;
  /** To be asked when rows are ready to be given out: counts them. Throws why not, and `grant-rows-used-up`. */
  takeRows(count: number): Promise<void>;
  /** Rows are counted as they are given out: what gives them uncounted is refused. */
  limitsRows: boolean;
  /** Throws as soon as the grant is no longer what it was. */
  holds(): Promise<void>;
  whileItHolds(bytes: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array>;
}

/** What the caller holds of a dataset, in any state; of a named system's credentials only the grant that they are for. */
async function heldBy({ services: { db }, actor, grantId }: Call, datasetId: string): Promise<Grant[]> {
  if (grantId !== undefined) {
    const bound = await findGrant(db, grantId);
    return bound?.datasetId === datasetId ? [bound] : [];
  }
  if (actor.accountId === null) return [];
  const held = await grantsHeld(db, datasetId, actor);
  return held.filter((grant) => can(actor, 'grant.use', grant));
}

/** The grants of a dataset under which the caller can take rows today. */
export async function grantsOf(call: Call, datasetId: string): Promise<Grant[]> {
  const day = cityDay(call.services.clock.now());
  return (await heldBy(call, datasetId)).filter((grant) => isServing(grant, day));
}

/** From how many calls a day on a page may spend one to show rows. */
const PLENTY = 100;

/** What the caller may take of a conditional dataset today, as its page shows it. */
export async function grantedParts(call: Call, datasetId: string): Promise<GrantedPart[]> {
  return (await grantsOf(call, datasetId)).map(({ id, terms }) => {
    const { fields, until, system, callsPerDay, rowsInAll, keyField = null } = terms;
    const isSparing = rowsInAll !== null || (callsPerDay ?? PLENTY) < PLENTY;
    return { id, fields, until, system, keyField, isSparing };
  });
}

/**
 * Lets a call take rows of a conditional dataset under a grant of the caller, and counts it. Throws what `chooseGrant`
 * does, `grant-address`, `grant-calls-used-up`.
 */
export async function useGrant(
  call: Call,
  datasetId: string,
  named: string | undefined,
): Promise<GrantedUse> {
  const day = cityDay(call.services.clock.now());
  const candidates = await heldBy(call, datasetId);
  const grant = chooseGrant(candidates, { named, isSystem: call.grantId !== undefined, day });
  refuseAddress(grant, call.address);
  await countCall(call, grant);
  return usable(call, grant, await consentedBy(call.services, grant, day));
}

function usable({ services }: Call, grant: Grant, consented: Consented | null): GrantedUse {
  const { rowsInAll } = grant.terms;
  const holds = async () => {
    await holdsStill(services, grant);
    if (consented && consented.day !== cityDay(services.clock.now()))
      throw new Problem('grant-changed', { provision: 'plan2023-3.4', grant: grant.id });
  };
  const tag = [grant.id, grant.revision, ...(consented ? [consented.day] : [])].join('.');
  return {
    grantId: grant.id,
    tag,
    confine: async (table, key) =>
      confined(
        grant,
        table,
        `${tag} ${key}`,
        both(await markedRows(services.engine, grant, table), personsOf(grant, table, consented)),
      ),
    sealCursor: (cursor) => sealCursor(grant, cursor),
    openCursor: (cursor) => openCursor(grant, cursor),
    limitsRows: rowsInAll !== null || consented !== null,
    async takeRows(count) {
      await holds();
      if (await countRows(services.db, grant.id, count, rowsInAll)) {
        if (consented && count > 0) await addPersonalUse(services.db, grant.id, consented.day, count);
        return;
      }
      throw new Problem('grant-rows-used-up', {
        provision: 'xz-21',
        grant: grant.id,
        rows: count,
        rowsInAll,
      });
    },
    holds,
    whileItHolds: (bytes) => whileItHolds(holds, bytes),
  };
}

/** Tables with the fields and rows of a grant, by what they are of; the queries on them are remembered by them. */
const CONFINED = new Recent<EngineTable>(500);

function confined(grant: Grant, whole: EngineTable, key: string, onlyRows: Typed | null): EngineTable {
  const known = CONFINED.get(key);
  if (known) return known;
  const visible = new Set(grant.terms.fields);
  const columns = whole.columns.filter(({ name }) => visible.has(name));
  if (columns.length === 0) throw new Problem('beyond-grant', { provision: 'xz-21', grant: grant.id });
  const table: EngineTable = {
    ...whole,
    // Profiles, which columns of a version carry, are of all rows.
    columns: columns.map(({ name, label, type }) => ({ name, label, type })),
    confined: {
      whole,
      rowFilter: both(onlyRows, rowFilterOf(grant, whole)),
      ...(grant.terms.keyField !== undefined && { keyField: grant.terms.keyField }),
    },
  };
  CONFINED.set(key, table);
  return table;
}

/** Of a dataset of persons the rows of those who consent; without the column that tells them apart none can be given. */
function personsOf({ id }: Grant, { columns }: EngineTable, consented: Consented | null): Typed | null {
  if (!consented) return null;
  const only = onlyOf(columns, consented.column, consented.numbers);
  if (!only) throw new Problem('beyond-grant', { provision: 'plan2023-3.4', grant: id });
  return only;
}

/** Where the agreed condition means nothing for a version (any more), no row of it is agreed. */
function rowFilterOf({ id, terms: { where } }: Grant, { columns }: EngineTable) {
  try {
    return where === null ? null : readCondition(where, columns);
  } catch (error) {
    if (error instanceof Problem) throw new Problem('beyond-grant', { provision: 'xz-21', grant: id });
    throw error;
  }
}

function refuseAddress({ id, terms: { addresses } }: Grant, address: string): void {
  if (addresses.length === 0) return;
  const allowed = new BlockList();
  for (const each of addresses) allow(allowed, each);
  const plain = address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '');
  if (!allowed.check(plain, isIPv6(plain) ? 'ipv6' : 'ipv4'))
    throw new Problem('grant-address', { provision: 'xz-21', grant: id, address });
}

function allow(list: BlockList, written: string): void {
  const [address = '', bits] = written.split('/');
  if (isIP(address) === 0) return;
  const family = isIPv6(address) ? 'ipv6' : 'ipv4';
  if (bits === undefined) list.addAddress(address, family);
  else list.addSubnet(address, Number(bits), family);
}
