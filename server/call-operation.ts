import type { InputOf, Operation, OutputOf } from '../rules/api/operation.ts';
import { Problem } from '../rules/problems/problems.ts';
import type { Call } from './context.ts';
import { OPERATIONS } from './operations.ts';

const BY_ID = new Map(OPERATIONS.map((handled) => [handled.operation.id, handled]));

/** Calls an operation as its route would: input checked, permission and events included. Throws {@link Problem}. */
export async function callOperation<O extends Operation>(
  call: Call,
  operation: O,
  input: InputOf<O>,
): Promise<OutputOf<O>> {
  const handled = BY_ID.get(operation.id);
  if (!handled) throw new Problem('not-found');
  // The table holds each operation with the use case that was typed by it.
  return (await handled.run(call, handled.parse(input))) as OutputOf<O>;
}
