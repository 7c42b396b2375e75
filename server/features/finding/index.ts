import { suggest } from '../../../rules/finding/suggest.operations.ts';
import { handle, type Handled } from '../../plugins/operations.ts';
import { suggestions } from './suggest.use-case.ts';

export const findingOperations: readonly Handled[] = [handle(suggest, suggestions)];
