import { redirect, type ActionFunctionArgs } from 'react-router';
import { actAs } from '../../../rules/sessions/sessions.operations.ts';
import { returnPath } from '../../../rules/sessions/return-path.ts';
import { load } from '../../app/load.ts';
import { textOf } from '../form-data.ts';

/** Acts in another of the viewer's roles. What the old role looked at may be nothing of the new one's. */
export async function action({ context, request }: ActionFunctionArgs): Promise<Response> {
  const form = await request.formData();
  await load(context, actAs, { membershipId: textOf(form, 'membership') });
  return redirect(returnPath(textOf(form, 'back') || '/console'), 303);
}

export const loader = (): Response => redirect('/console');
