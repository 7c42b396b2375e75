import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  anOffer,
  as,
  authority,
  grantsOf,
  inForce,
  openSigning,
  platform,
  read,
  reviewer,
  sign,
  tasksOf,
  user,
  type Signer,
} from './testing/signing.ts';

beforeAll(openSigning, 60_000);
afterAll(() => platform.close());

interface Proposed {
  id: string;
  state: string;
  code?: string;
}
const propose = (person: Signer, id: string, body: object, status = 200): Promise<Proposed> =>
  as(person, 'POST', `/agreements/${id}/proposals`, { note: '说明理由', ...body }, status);
async function answer(person: Signer, id: string, given: string, status = 200): Promise<Proposed> {
  const [newest] = (await read(id, person)).proposals;
  const path = `/agreements/${id}/proposals/${newest?.id ?? ''}/${given}`;
  return as(person, 'POST', path, { reasons: ['报送太密'] }, status);
}

describe('the negotiation of an agreement', () => {
  it('[xz-20] given an offer, when changes are proposed, countered and accepted, then the marked text is what is signed, and nobody answers their own', async () => {
    const id = await anOffer();
    const before = await read(id);
    expect(await propose(user, id, { changes: { callsPerDay: 101 } }, 422)).toMatchObject({
      code: 'wider-than-approved',
    });
    expect(await propose(user, id, { changes: {} }, 400)).toMatchObject({ code: 'invalid-input' });
    await propose(reviewer, id, { changes: { reportEveryMonths: 1 } });
    expect(await tasksOf(user)).toContain(id);
    expect(await answer(reviewer, id, 'accept', 409)).toMatchObject({ code: 'own-proposal' });
    expect(await sign(user, id, {}, 409)).toMatchObject({ code: 'wrong-state' });
    await propose(user, id, { changes: { reportEveryMonths: 3 } });
    expect(await answer(reviewer, id, 'accept')).toMatchObject({ state: 'offered' });
    const { proposals, odrlDigest, document, openTerms } = await read(id);
    expect(proposals.map(({ state, changes }) => [state, changes[0]?.after?.['zh-CN']])).toEqual([
      ['accepted', '乙方每 3 个月通过平台提交一次数据利用报告。'],
      ['countered', '乙方每 1 个月通过平台提交一次数据利用报告。'],
    ]);
    expect([openTerms.agreed.reportEveryMonths, openTerms.approved.reportEveryMonths]).toEqual([3, 6]);
    expect(odrlDigest).not.toBe(before.odrlDigest);
    expect(JSON.stringify(document)).toContain('每 3 个月');
    expect(await sign(user, id, { odrlDigest: before.odrlDigest }, 412)).toMatchObject({
      code: 'changed-meanwhile',
    });
    await sign(user, id);
    await sign(reviewer, id);
    const { state, filing } = await read(id);
    expect([state, filing?.code]).toEqual(['in-force', expect.stringMatching(/^BA-/)]);
    const filed = await as<{ items: { id: string }[] }>(authority, 'GET', '/agreements?filed=yes');
    expect(filed.items.map((each) => each.id)).toContain(id);
  });

  it('[xz-20] given changes, when the other side declines them, then with a reason, and the text stays', async () => {
    const id = await anOffer();
    const { odrlDigest } = await read(id);
    await propose(user, id, { changes: { until: '2027-05-31' } });
    expect(await answer(reviewer, id, 'decline')).toMatchObject({ state: 'offered' });
    expect(await read(id)).toMatchObject({
      odrlDigest,
      reasons: ['报送太密'],
      proposals: [{ state: 'declined' }],
    });
  });

  it('[xz-20] given an agreement in force, when a change of it is agreed and signed, then it replaces the old one and the grant goes on with its counts, never wider than approved', async () => {
    const id = await inForce();
    const { db } = platform.services;
    await db.updateTable('data_grant').set({ rows_given: 7 }).where('agreement_id', '=', id).execute();
    expect(await propose(user, id, { changes: { until: '2027-12-31' } }, 422)).toMatchObject({
      code: 'wider-than-approved',
    });
    const amended = await propose(reviewer, id, { changes: { callsPerDay: 40 } });
    expect(amended).toMatchObject({ state: 'negotiating' });
    expect((await read(id)).replacedBy?.id).toBe(amended.id);
    expect(await propose(user, id, { changes: { callsPerDay: 30 } }, 409)).toMatchObject({
      code: 'already-exists',
    });
    expect(await answer(user, amended.id, 'decline', 409)).toMatchObject({ code: 'wrong-state' });
    await answer(user, amended.id, 'accept');
    expect((await read(id)).state).toBe('in-force');
    await sign(user, amended.id);
    expect(await grantsOf(id)).toEqual([{ state: 'active' }]);
    await sign(reviewer, amended.id);
    expect([(await read(id)).state, (await read(amended.id)).state]).toEqual(['replaced', 'in-force']);
    expect(await grantsOf(id)).toEqual([]);
    const grants = await db
      .selectFrom('data_grant')
      .selectAll()
      .where('agreement_id', '=', amended.id)
      .execute();
    expect(grants).toMatchObject([{ state: 'active', rows_given: 7, terms: { callsPerDay: 40 } }]);
  });

  it('[xz-20] given a new approval that renews one in force, when its term begins, then it takes the place of the old one at that moment', async () => {
    const old = await inForce();
    const { code } = await read(old);
    const renewal = await anOffer({ from: '2026-11-23', until: '2028-11-22' });
    await propose(user, renewal, { replaces: 'XY-2020-000001' }, 404);
    await propose(user, renewal, { replaces: code });
    await answer(reviewer, renewal, 'accept');
    expect((await read(renewal)).replaces).toMatchObject({ id: old, code });
    const later = await anOffer({ from: '2026-11-25', until: '2028-11-22' });
    await propose(user, later, { replaces: code });
    await answer(reviewer, later, 'accept');
    for (const id of [renewal, later]) {
      await sign(user, id);
      await sign(reviewer, id);
    }
    expect([(await read(old)).state, await grantsOf(old)]).toEqual(['replaced', []]);
    expect([await grantsOf(renewal), await grantsOf(later)]).toEqual([
      [{ state: 'active' }],
      [{ state: 'active' }],
    ]);
    const { rows_given } = await platform.services.db
      .selectFrom('data_grant')
      .select('rows_given')
      .where('agreement_id', '=', renewal)
      .executeTakeFirstOrThrow();
    expect(rows_given).toBe(0);
  });

  it('[xz-20] given an agreement that has ended, then its data user states within the days how the data was destroyed, once', async () => {
    const id = await inForce();
    const stated = { destroyedOn: '2026-11-23', how: '删除全部副本并覆写磁盘', remains: '' };
    const path = `/agreements/${id}/destruction`;
    await as(user, 'POST', path, stated, 409);
    await as(reviewer, 'POST', `/agreements/${id}/terminate`, { reasons: ['数据已经停止采集'] });
    expect(await read(id)).toMatchObject({ destructionClock: { state: 'running', limit: 10 } });
    expect(await tasksOf(user)).toContain(id);
    await as(reviewer, 'POST', path, stated, 403);
    await as(user, 'POST', path, { ...stated, destroyedOn: '2026-12-23' }, 400);
    await as(user, 'POST', path, stated);
    await as(user, 'POST', path, stated, 409);
    expect(await read(id)).toMatchObject({ destruction: stated, destructionClock: { state: 'done' } });
    expect(await tasksOf(user)).not.toContain(id);
  });
});
