import { can } from '../../../rules/access/permissions.ts';
import { checkStore, takeSnapshot } from '../../../rules/installation/installation.operations.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import { handle, type Handled } from '../../plugins/operations.ts';
import { inspectStore } from './check-store.ts';
import { snapshot } from './take-snapshot.ts';

export { inspectStore } from './check-store.ts';
export const installationOperations: readonly Handled[] = [
  handle(checkStore, async ({ actor, services }, { deep }) => {
    if (!can(actor, 'settings.manage')) throw new Problem('not-permitted');
    return inspectStore(services, deep);
  }),
  handle(takeSnapshot, snapshot),
];
