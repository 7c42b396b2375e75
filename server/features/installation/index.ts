import {
  checkStore,
  readConfiguration,
  takeSnapshot,
} from '../../../rules/installation/installation.operations.ts';
import { shownConfiguration } from '../../configuration.ts';
import { handle, type Handled } from '../../plugins/operations.ts';
import { permit } from '../../plugins/permit.ts';
import { inspectStore } from './check-store.ts';
import { snapshot } from './take-snapshot.ts';

export { inspectStore } from './check-store.ts';
export const installationOperations: readonly Handled[] = [
  handle(checkStore, async ({ actor, services }, { deep }) => {
    permit(actor, 'settings.manage');
    return inspectStore(services, deep);
  }),
  handle(readConfiguration, ({ actor, services }) => {
    permit(actor, 'settings.manage');
    return Promise.resolve({ items: shownConfiguration(services.configuration) });
  }),
  handle(takeSnapshot, snapshot),
];
