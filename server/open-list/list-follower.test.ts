import fc from 'fast-check';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { emptyEntry } from '../../rules/datasets/list-entry.schema.ts';
import { listedTexts } from '../search/open-list.queries.ts';
import type { Reader } from '../store/database.ts';
import { testDatabase, type TestDatabase } from '../testing/database.ts';
import { followList, type ListFollower } from './list-follower.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

const BODIES = [v7(), v7()];
let written = 0;

const addBody = (db: Reader, id: string) =>
  db
    .insertInto('public_body')
    .values({ id, code: `B${(written += 1)}`, name: `body ${written}`, name_en: '', created_at: new Date() })
    .execute();

async function addDataset(db: Reader, state = 'listed'): Promise<string> {
  const id = v7();
  const name = `dataset ${(written += 1)}`;
  const now = new Date();
  await db
    .insertInto('dataset')
    .values({
      ...{ id, code: `SH-B-${written}`, body_id: BODIES[written % 2] ?? '', catalogue_entry_id: null, name },
      ...{
        state,
        open_class: 'unconditional',
        entry: JSON.stringify({ ...emptyEntry(), name }),
        draft: null,
      },
      ...{ created_at: now, listed_at: now, changed_at: now },
    })
    .execute();
  return id;
}
const rename = (db: Reader, id: string) => {
  const entry = JSON.stringify({ ...emptyEntry(), name: `other ${(written += 1)}` });
  return db.updateTable('dataset').set({ entry }).where('id', '=', id).execute();
};
const move = (db: Reader, id: string, state: string) =>
  db.updateTable('dataset').set({ state }).where('id', '=', id).execute();

interface Following extends ListFollower {
  /** What is kept, by id, as a text. */
  kept: Map<string, string>;
  puts: number;
}

/** A follower that is never fresh. */
function following(): Following {
  const kept = new Map<string, string>();
  const made: Following = {
    ...followList(
      { db: database.db, clock: { now: () => new Date() } },
      {
        read: listedTexts,
        put(row) {
          kept.set(row.id, `${row.entry?.name ?? ''} ${row.publisher}`);
          made.puts += 1;
        },
        remove: (id) => kept.delete(id),
        freshMs: -1,
      },
    ),
    kept,
    puts: 0,
  };
  return made;
}
const inStore = async (reader: Reader = database.db): Promise<Map<string, string>> => {
  const rows = await reader
    .selectFrom('dataset')
    .innerJoin('public_body', 'public_body.id', 'dataset.body_id')
    .select(['dataset.id', 'dataset.entry', 'public_body.name as body'])
    .where('dataset.state', 'in', ['listed', 'open', 'suspended'])
    .execute();
  return new Map(rows.map(({ id, entry, body }) => [id, `${entry?.name ?? ''} ${body}`]));
};
const sorted = (kept: ReadonlyMap<string, string>) =>
  [...kept].sort(([one], [other]) => (one < other ? -1 : 1));

/** What is kept is what the store has. */
async function isInStep(follower: Following): Promise<void> {
  await follower.beFresh();
  expect(sorted(follower.kept)).toEqual(sorted(await inStore()));
}

beforeEach(async () => {
  await database.db.deleteFrom('dataset').execute();
  await database.db.deleteFrom('public_body').execute();
  for (const id of BODIES) await addBody(database.db, id);
});

const act = fc.record({
  kind: fc.constantFrom('add', 'rename', 'withdraw', 'relist', 'delete', 'rename body', 'as of', 'other'),
  at: fc.nat(),
});

describe('following the open list', () => {
  it('[xz-17] given any edits, when the list is followed now and then, then what is kept is what the store has', async () => {
    const follower = following();
    const ids: string[] = [];
    for (const { kind, at } of fc.sample(act, { numRuns: 150, seed: 20261122 })) {
      const id = ids[at % Math.max(1, ids.length)] ?? '';
      if (kind === 'add' || ids.length === 0) ids.push(await addDataset(database.db));
      else if (kind === 'rename') await rename(database.db, id);
      else if (kind === 'withdraw') await move(database.db, id, 'withdrawn');
      else if (kind === 'relist') await move(database.db, id, 'open');
      else if (kind === 'delete') await database.db.deleteFrom('dataset').where('id', '=', id).execute();
      else if (kind === 'rename body')
        await database.db
          .updateTable('public_body')
          .set({ name: `body ${(written += 1)}` })
          .where('id', '=', BODIES[at % 2] ?? '')
          .execute();
      else if (kind === 'as of')
        await database.db
          .transaction()
          .setIsolationLevel('repeatable read')
          .execute((trx) => follower.asOf(trx, () => undefined));
      if (at % 3 === 0) await isInStep(follower);
    }
    await isInStep(follower);
  });

  it('given transactions that end in another order than they wrote, when the list is followed between, then none is missed', async () => {
    const follower = following();
    const [early, late] = [await addDataset(database.db), await addDataset(database.db)];
    const slow = await database.db.startTransaction().execute();
    await rename(slow, early);
    await isInStep(follower);
    const quick = await database.db.startTransaction().execute();
    await rename(quick, late);
    await quick.commit().execute();
    await isInStep(follower);
    await addDataset(database.db);
    await isInStep(follower);
    await slow.commit().execute();
    await isInStep(follower);
  });

  it('given a reader of an earlier moment, when all is to be as it sees it, then it is, and is of now at the next question', async () => {
    const follower = following();
    const id = await addDataset(database.db);
    const earlier = await database.db.startTransaction().setIsolationLevel('repeatable read').execute();
    const then = sorted(await inStore(earlier));
    await rename(database.db, id);
    await isInStep(follower);
    expect(await follower.asOf(earlier, () => sorted(follower.kept))).toEqual(then);
    await isInStep(follower);
    await earlier.rollback().execute();
  });

  it('given one change among many, when the list is followed, then that alone is put again, and nothing where nobody outside sees a change', async () => {
    const follower = following();
    const ids = await Promise.all(Array.from({ length: 40 }, () => addDataset(database.db)));
    await isInStep(follower);
    const puts = follower.puts;
    await rename(database.db, ids[7] ?? '');
    await isInStep(follower);
    expect(follower.puts).toBe(puts + 1);
    await database.db.updateTable('dataset').set({ draft_revision: 9 }).execute();
    await isInStep(follower);
    expect(follower.puts).toBe(puts + 1);
  });

  it('given a reading that fails, when the list is followed again, then nothing is missed', async () => {
    const kept = new Set<string>();
    let fails = true;
    const { beFresh } = followList(
      { db: database.db, clock: { now: () => new Date() } },
      {
        read: (reader, ids) => (fails ? Promise.reject(new Error('away')) : listedTexts(reader, ids)),
        put: ({ id }) => kept.add(id),
        remove: (id) => kept.delete(id),
        freshMs: -1,
      },
    );
    const id = await addDataset(database.db);
    await expect(beFresh()).rejects.toThrow('away');
    fails = false;
    await beFresh();
    expect([...kept]).toEqual([id]);
  });
});
