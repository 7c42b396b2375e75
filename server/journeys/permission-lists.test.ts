import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACTIONS, can, PERMISSIONS, type Action, type Target } from '../../rules/access/permissions.ts';
import { listAccounts } from '../../rules/accounts/accounts.operations.ts';
import type { Operation } from '../../rules/api/operation.ts';
import { listCatalogueEntries } from '../../rules/catalogue/catalogue.operations.ts';
import { getDatasetHistory, listDatasets } from '../../rules/datasets/datasets.operations.ts';
import { listDrafts } from '../../rules/datasets/drafts.operations.ts';
import type { HistoryItem } from '../../rules/events/event.schema.ts';
import { datasetMachine } from '../../rules/datasets/dataset.machine.ts';
import { listSessions } from '../../rules/sessions/sessions.operations.ts';
import { expertOpinionMachine } from '../../rules/expert-reviews/expert-opinion.machine.ts';
import { sourceMachine } from '../../rules/sources/source.machine.ts';
import { listSources } from '../../rules/sources/sources.operations.ts';
import { listTokens } from '../../rules/tokens/tokens.operations.ts';
import { listUploads } from '../../rules/uploads/uploads.operations.ts';
import { versionMachine } from '../../rules/versions/version.machine.ts';
import { listTasks, listWorkOrders } from '../../rules/work-orders/work-orders.operations.ts';
import { workOrderMachine } from '../../rules/work-orders/work-order.machine.ts';
import { actorOf, CALLER_KINDS, type CallerKind } from '../testing/matrix/callers.ts';
import { CELLS } from '../testing/matrix/cells.ts';
import type { ThingName } from '../testing/matrix/things.ts';
import { aWorld, type World } from '../testing/matrix/world.ts';

let world: World;
beforeAll(async () => {
  world = await aWorld();
}, 120_000);
afterAll(() => world.platform.close());

const CALLERS = CALLER_KINDS.map((kind) => [kind.title, kind] as const);
const OWN: Target = { bodyId: 'own', district: 'own' };
const SOMEBODY: Target = { ownerId: 'somebody' };
interface List {
  operation: Operation;
  of: ThingName;
  needs: Action;
  target: Target;
}
const LISTS: List[] = [
  { operation: listDrafts, of: 'draft', needs: 'draft.read', target: OWN },
  { operation: listWorkOrders, of: 'prepared', needs: 'work-order.read', target: OWN },
  { operation: listCatalogueEntries, of: 'catalogueEntry', needs: 'catalogue-entry.read', target: OWN },
  { operation: listSources, of: 'source', needs: 'source.read', target: OWN },
  { operation: listUploads, of: 'upload', needs: 'upload.read', target: OWN },
  { operation: listTasks, of: 'prepared', needs: 'draft.submit', target: OWN },
  { operation: listTasks, of: 'submitted', needs: 'list-change.decide', target: OWN },
  { operation: listTasks, of: 'upload', needs: 'draft.write', target: OWN },
  { operation: listAccounts, of: 'colleague', needs: 'account.read', target: { ...SOMEBODY, bodyId: 'own' } },
  { operation: listAccounts, of: 'somebody', needs: 'account.read', target: SOMEBODY },
  { operation: listSessions, of: 'foreignSession', needs: 'session.read', target: SOMEBODY },
  { operation: listTokens, of: 'foreignToken', needs: 'token.read', target: SOMEBODY },
];

async function isShown({ operation, of }: List, kind: CallerKind): Promise<boolean> {
  const { id } = await world.things[of].take();
  const query = 'limit' in operation.query.properties ? { limit: '100' } : {};
  const answer = await world.send(operation, world.callerOf(kind), { query });
  if (answer.statusCode !== 200) return false;
  const { items } = answer.json<{ items: { id?: string; thingId?: string }[] }>();
  return items.some((item) => item.id === id || item.thingId === id);
}

describe('what the matrix leaves of lists', () => {
  describe.each(LISTS.map((list) => [list.operation.id, list.of, list] as const))(
    '%s with a thing: %s',
    (_id, _of, list) => {
      it.each(CALLERS)(
        '[xz-25-7] given the role %s, when it reads the list, then the thing is there if the role reaches it',
        async (_title, kind) => {
          expect(await isShown(list, kind)).toBe(can(actorOf(kind), list.needs, list.target));
        },
      );
    },
  );

  it.each(CALLERS)(
    '[xz-9] [xz-17] given the role %s, when it reads the open list, then the open dataset is there and the draft is not',
    async (_title, kind) => {
      const list = { operation: listDatasets, needs: 'dataset.read' as const, target: OWN };
      expect(await isShown({ ...list, of: 'open' }, kind)).toBe(true);
      expect(await isShown({ ...list, of: 'draft' }, kind)).toBe(false);
    },
  );

  it.each(CALLERS)(
    '[xz-25-5] given the role %s, when it reads the history of an open dataset, then people are named if it may read histories',
    async (_title, kind) => {
      const { id } = await world.things.open.take();
      const answer = await world.send(getDatasetHistory, world.callerOf(kind), { path: { id } });
      const { items } = answer.json<{ items: HistoryItem[] }>();
      expect(items.length).toBeGreaterThan(0);
      expect(items.some(({ actorName }) => actorName !== '')).toBe(can(actorOf(kind), 'history.read', OWN));
    },
  );
});

describe('uploads by tus', () => {
  const tus = (kind: CallerKind, method: string, path: string, headers: Record<string, string> = {}) =>
    fetch(`${world.platform.origin}/api/v1/uploads${path}`, {
      method,
      headers: { ...world.callerOf(kind).headers.token, 'tus-resumable': '1.0.0', ...headers },
    });
  const filename = `filename ${Buffer.from('数据.csv').toString('base64')}`;
  const denied = ({ role }: CallerKind): number => (role === 'visitor' ? 401 : 403);
  const writes = (kind: CallerKind, target: Target): boolean => can(actorOf(kind), 'upload.write', target);

  it.each(CALLERS)(
    '[xz-25-7] given the role %s, when it begins an upload, then only an editor may',
    async (_title, kind) => {
      const { bodyId } = actorOf(kind);
      const begun = await tus(kind, 'POST', '', { 'upload-length': '3', 'upload-metadata': filename });
      expect(begun.status).toBe(writes(kind, { bodyId }) ? 201 : denied(kind));
    },
  );

  it.each(CALLERS)(
    '[xz-25-7] given the role %s, when it goes on with an upload of the own body, then only its editor may, and for others it is hidden or refused',
    async (_title, kind) => {
      const editor = CALLER_KINDS.find(({ role, place }) => role === 'publisher-editor' && place === 'own');
      const headers = { 'upload-length': '3', 'upload-metadata': filename };
      const begun = editor && (await tus(editor, 'POST', '', headers));
      const path = `/${begun?.headers.get('location')?.split('/').at(-1) ?? ''}`;
      const hidden = can(actorOf(kind), 'upload.read', OWN) ? denied(kind) : 404;
      const body = { 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' };
      for (const [method, done, more] of [
        ['HEAD', 200, {}],
        ['PATCH', 204, body],
        ['DELETE', 204, {}],
      ] as const) {
        const answer = await tus(kind, method, path, more);
        expect([method, answer.status]).toEqual([method, writes(kind, OWN) ? done : hidden]);
      }
    },
  );
});

describe('the actions of the matrix', () => {
  it('given every action, when the operations are read, then each is asked for somewhere, but those that wait for their feature', () => {
    const machines = [datasetMachine, versionMachine, workOrderMachine, sourceMachine, expertOpinionMachine];
    const asked = new Set<string>([
      ...Object.values(CELLS).flatMap((cells) => cells.flatMap(({ needs, knows }) => [needs, knows])),
      ...machines.flatMap(({ needs }) => Object.values<Action>(needs)),
      ...LISTS.map(({ needs }) => needs),
      'body.read',
    ]);
    const waiting = ACTIONS.filter((action) => !asked.has(action));
    expect(waiting).toEqual(['grading.decide', 'original.read', 'settings.read']);
    expect(Object.values(PERMISSIONS).flatMap((cells) => Object.keys(cells))).toEqual(
      expect.arrayContaining(waiting),
    );
  });
});
