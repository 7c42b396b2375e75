import { data, isRouteErrorResponse } from 'react-router';
import {
  PROBLEMS,
  type FieldError,
  type ProblemCode,
  type ProblemExtra,
} from '../../rules/problems/problems.ts';

/** A problem as a page shows it: its code and what the port said of this very case, in the page's language. */
export interface ProblemView {
  code: ProblemCode;
  status: number;
  detail?: string;
  errors?: FieldError[];
  provision?: string;
  retryAfter?: number;
  /** Of a wrong expression: the parameter, and the character in it, counted from 1. */
  place?: { part: string; position: number };
}

const isCode = (code: unknown): code is ProblemCode => typeof code === 'string' && code in PROBLEMS;

/** The class of the server's problem is another module's than the bundle's, so it is known by its shape. */
function isProblem(error: unknown): error is { code: ProblemCode; status: number; extra: ProblemExtra } {
  return (
    error instanceof Error &&
    error.name === 'Problem' &&
    'code' in error &&
    isCode(error.code) &&
    'extra' in error
  );
}

function viewOf(code: ProblemCode, extra: ProblemExtra): ProblemView {
  const { detail, errors, provision, retryAfter, part, position } = extra;
  return {
    code,
    status: PROBLEMS[code],
    ...(detail === undefined ? {} : { detail }),
    ...(errors === undefined ? {} : { errors }),
    ...(provision === undefined ? {} : { provision }),
    ...(retryAfter === undefined ? {} : { retryAfter }),
    ...(typeof part === 'string' && typeof position === 'number' ? { place: { part, position } } : {}),
  };
}

/** The problem in whatever was thrown, by the port or by a page; null when it is a fault of ours. */
export function problemIn(thrown: unknown): ProblemView | null {
  if (isProblem(thrown)) return viewOf(thrown.code, thrown.extra);
  if (isRouteErrorResponse(thrown)) {
    const body: unknown = thrown.data;
    if (typeof body === 'object' && body !== null && 'code' in body && isCode(body.code)) {
      return viewOf(body.code, body);
    }
    if (thrown.status === 404) return viewOf('not-found', {});
    if (thrown.status < 500) return viewOf('invalid-input', {});
  }
  return null;
}

/** Thrown by loaders and actions: React Router shows its status and hands the view to the error boundary. */
export const problemResponse = (code: ProblemCode, extra: ProblemExtra = {}) =>
  data(viewOf(code, extra), { status: PROBLEMS[code] });

/** Runs a call of the port so that a problem becomes a page with the right status. */
export async function orProblem<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    if (isProblem(error)) throw problemResponse(error.code, error.extra);
    throw error;
  }
}

export type Attempt<T> = { ok: true; value: T } | { ok: false; problem: ProblemView };

/** Runs a call of the port so that a page can show the problem in its place. Faults of ours are still thrown. */
export async function attempt<T>(asked: Promise<T>): Promise<Attempt<T>> {
  try {
    return { ok: true, value: await asked };
  } catch (error) {
    const problem = problemIn(error);
    if (!problem || (problem.status >= 500 && problem.code !== 'unavailable')) throw error;
    return { ok: false, problem };
  }
}
