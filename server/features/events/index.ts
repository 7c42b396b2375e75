export { recordEvent, type Act } from './record-event.queries.ts';
export { historyOf } from './history.queries.ts';
