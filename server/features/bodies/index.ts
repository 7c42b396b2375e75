import {
  closePublicBody,
  createPublicBody,
  listPublishers,
} from '../../../rules/bodies/bodies.operations.ts';
import { handle, type Handled } from '../../plugins/operations.ts';
import { close, create, list } from './bodies.use-cases.ts';

export { bodiesByName, findBody, insertBody, listBodies } from './bodies.queries.ts';
export const bodyOperations: readonly Handled[] = [
  handle(listPublishers, list),
  handle(createPublicBody, create),
  handle(closePublicBody, close),
];
