import { problemResponse } from '../app/problem-view.ts';

/** Whatever no other page answers to; a loader of its own, so that the frame around the answer is complete. */
export function loader(): never {
  throw problemResponse('not-found');
}

export default function NotFound() {
  return null;
}
