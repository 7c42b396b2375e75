import type { RouterContextProvider } from 'react-router';
import type { InputOf, Operation, OutputOf } from '../../rules/api/operation.ts';
import { pageOf } from './page-context.ts';
import { orProblem } from './problem-view.ts';

type Context = Readonly<RouterContextProvider>;

/** Calls an operation for a loader; a problem becomes the page's status and its error page. */
export const load = <O extends Operation>(
  context: Context,
  operation: O,
  input: InputOf<O>,
): Promise<OutputOf<O>> => orProblem(pageOf(context).port.call(operation, input));
