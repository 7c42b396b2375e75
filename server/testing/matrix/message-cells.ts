import { office, type Cell, type Stand } from './cell.ts';

const own = (on: string, needs: 'message.read' | 'message.manage', ask?: Cell['ask']): Cell => ({
  ...office(on, needs, ask),
  whose: 'self',
  account: 'needed',
});
const inPerson = (on: string, ask?: Cell['ask']): Cell => ({
  ...own(on, 'message.manage', ask),
  account: 'session',
});

/** To the caller, or to somebody where the caller has no account. */
async function aMessage({ platform: { services }, caller, thing }: Stand): Promise<string> {
  const { db, newId, clock } = services;
  const id = newId();
  await db
    .insertInto('message')
    .values({
      ...{ id, account_id: caller.actor.accountId ?? thing.id, event_id: newId(), role: null },
      ...{ action: 'agreement.begin', name: '', code: 'XY-2026-000001', path: '/console', provision: null },
      ...{ at: clock.now(), read_at: null },
    })
    .execute();
  return id;
}

async function aSearch({ platform: { services }, caller, thing, number }: Stand): Promise<string> {
  const { db, newId, clock } = services;
  const [id, at] = [newId(), clock.now()];
  await db
    .insertInto('saved_search')
    .values({
      ...{ id, account_id: caller.actor.accountId ?? thing.id, name: '矩阵', query: `q=${number}` },
      ...{ created_at: at, looked_until: at, look_at: new Date(at.getTime() + 86_400_000) },
    })
    .execute();
  return id;
}

const SETTINGS = { language: 'zh-CN', mail: 'at-once', hook: 'off' };

/** Messages are everybody's own, whichever role they act in; what goes out is set by people who signed in themselves. */
export const MESSAGE_CELLS: Record<string, readonly Cell[]> = {
  listMessages: [own('one’s own messages', 'message.read')],
  countMessages: [own('one’s own messages', 'message.read')],
  readMessage: [
    {
      ...own('one’s own message', 'message.read', async (stand) => ({
        path: { id: await aMessage(stand) },
      })),
      of: 'somebody',
    },
  ],
  readAllMessages: [
    own('one’s own messages', 'message.read', () => ({ body: { until: '2026-11-23T00:00:00Z' } })),
  ],
  getMessageSettings: [own('one’s own settings', 'message.manage')],
  saveMessageSettings: [inPerson('one’s own settings', () => ({ body: SETTINGS }))],
  confirmAddress: [
    { ...inPerson('one’s own address', () => ({ body: { code: '000000' } })), answers: 'wrong-state' },
  ],
  makeHookSecret: [inPerson('one’s own web-hook')],
  makeCalendar: [inPerson('one’s own calendar')],
  endCalendar: [inPerson('one’s own calendar')],
  getCalendar: [
    {
      ...office('the calendar of nobody', 'message.read', () => ({ path: { secret: 'A'.repeat(43) } })),
      knows: 'nobody',
      needs: 'nobody',
    },
  ],
  listUndelivered: [office('what was given up', 'running.read')],
  retryUndelivered: [
    {
      ...office('what was given up', 'running.stop', async (stand) => {
        const { db, newId, clock } = stand.platform.services;
        const [id, message_id] = [newId(), await aMessage(stand)];
        const account_id = stand.caller.actor.accountId ?? stand.thing.id;
        const state = { together: false, state: 'dead', due_at: clock.now(), batch: id, error: 'HTTP 500' };
        await db
          .insertInto('message_delivery')
          .values({ id, message_id, account_id, channel: 'hook', ...state })
          .execute();
        return { path: { id } };
      }),
      of: 'somebody',
    },
  ],
  listSavedSearches: [own('one’s own searches', 'message.read')],
  saveSearch: [
    own('one’s own searches', 'message.manage', ({ number }) => ({
      body: { name: '矩阵', query: `q=${number}` },
    })),
  ],
  dropSearch: [
    {
      ...own('one’s own search', 'message.manage', async (stand) => ({ path: { id: await aSearch(stand) } })),
      of: 'somebody',
    },
  ],
};
