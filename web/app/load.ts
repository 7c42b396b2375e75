import type { RouterContextProvider } from 'react-router';
import type { InputOf, Operation, OutputOf } from '../../rules/api/operation.ts';
import { pageOf, type PageContext } from './page-context.ts';
import { orProblem } from './problem-view.ts';

type Context = Readonly<RouterContextProvider>;

/** What the loaders of a page view have asked so far: frame and page may ask the same. */
const asked = new WeakMap<PageContext, Map<string, Promise<unknown>>>();

function askedOnce<T>(page: PageContext, question: string, ask: () => Promise<T>): Promise<T> {
  const answers = asked.get(page) ?? new Map<string, Promise<unknown>>();
  asked.set(page, answers);
  const answer = answers.get(question) ?? ask();
  answers.set(question, answer);
  // The question names the operation, which has answers of one type.
  return answer as Promise<T>;
}

/** Calls an operation for a loader, what only reads once in a page view; a problem becomes the page's status and its error page. */
export const load = <O extends Operation>(
  context: Context,
  operation: O,
  input: InputOf<O>,
): Promise<OutputOf<O>> => {
  const page = pageOf(context);
  const ask = (): Promise<OutputOf<O>> => orProblem(page.port.call(operation, input));
  return operation.method === 'GET' ? askedOnce(page, JSON.stringify([operation.id, input]), ask) : ask();
};
