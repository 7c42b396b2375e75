import { getVersionChanges } from '../../../rules/versions/version-changes.operations.ts';
import { handle, type Handled } from '../../plugins/operations.ts';
import { changes } from './version-changes.use-case.ts';

export const versionChangeOperations: readonly Handled[] = [handle(getVersionChanges, changes)];
