import { followDatasets } from '../../../rules/finding/feed.operations.ts';
import { suggest } from '../../../rules/finding/suggest.operations.ts';
import { findValues } from '../../../rules/finding/values.operations.ts';
import { handle, type Handled } from '../../plugins/operations.ts';
import { feed } from './feed.use-case.ts';
import { suggestions } from './suggest.use-case.ts';
import { values } from './values.use-case.ts';

export const findingOperations: readonly Handled[] = [
  handle(suggest, suggestions),
  handle(followDatasets, feed),
  handle(findValues, values),
];
