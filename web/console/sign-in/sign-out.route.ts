import { redirect, type ActionFunctionArgs } from 'react-router';
import { signOut } from '../../../rules/sessions/sessions.operations.ts';
import { load } from '../../app/load.ts';

export async function action({ context }: ActionFunctionArgs): Promise<Response> {
  await load(context, signOut, {});
  return redirect('/', 303);
}

export const loader = (): Response => redirect('/');
