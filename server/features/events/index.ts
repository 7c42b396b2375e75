import { listEvents } from '../../../rules/events/events.operations.ts';
import { handle, type Handled } from '../../plugins/operations.ts';
import { list } from './events.use-cases.ts';

export { recordEvent, recordEvents, type Act } from './record-event.queries.ts';
export { historyOf } from './history.queries.ts';
export const eventOperations: readonly Handled[] = [handle(listEvents, list)];
