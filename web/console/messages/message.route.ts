import { redirect, type LoaderFunctionArgs } from 'react-router';
import { readMessage } from '../../../rules/messages/messages.operations.ts';
import { load } from '../../app/load.ts';

/** Opening a message marks it as read and leads to the page that it is about. */
export async function loader({ context, params }: LoaderFunctionArgs) {
  const { path } = await load(context, readMessage, { id: params['id'] ?? '' });
  return redirect(path, 303);
}
