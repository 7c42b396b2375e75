import { listRunning, stopRunning } from '../../../rules/installation/running.operations.ts';
import { handle, type Handled } from '../../plugins/operations.ts';
import { list, stop } from './running.use-cases.ts';

export const runningOperations: readonly Handled[] = [handle(listRunning, list), handle(stopRunning, stop)];
