import { can } from '../../../rules/access/permissions.ts';
import { lostBindings } from '../../../rules/datasets/bindings.ts';
import type { Task } from '../../../rules/work-orders/work-orders.operations.ts';
import type { Call } from '../../context.ts';
import { sourcesLost } from '../datasets/index.ts';

/** So much is said of one dataset; its page says the rest. */
const SAID = 3;

/** Listed datasets of which a change of the catalogue took something away: one task each, until the list is mended. */
export async function bindingTasks({ actor, services, t }: Call): Promise<Task[]> {
  const { bodyId } = actor;
  if (bodyId === null || !can(actor, 'draft.write', { bodyId })) return [];
  const found = await sourcesLost(services.db, bodyId);
  return found.map(({ id, code, name, entry, source, changedAt }) => {
    const lost = lostBindings(entry, source);
    const rest = lost.length - SAID;
    return {
      kind: 'mend-binding',
      thingId: id,
      datasetId: id,
      title: name,
      notes: [
        code,
        ...lost.slice(0, SAID).map((finding) => t(`finding.${finding.code}`, finding.args)),
        ...(rest > 0 ? [t('catalogue.bindings-more', { count: rest })] : []),
      ],
      provision: lost[0]?.provision ?? 'xz-9',
      since: changedAt.toISOString(),
      clock: null,
    };
  });
}
