import { redirect, type ActionFunctionArgs } from 'react-router';
import { LANGUAGES } from '../../../locales/index.ts';
import {
  DISPLAY_COOKIE,
  isDisplay,
  LANGUAGE_COOKIE,
  preferenceCookie,
  safePath,
} from '../../app/preferences.ts';

/** Stores language or display in a cookie and returns to the page that asked. */
export async function action({ request }: ActionFunctionArgs): Promise<Response> {
  const form = await request.formData();
  const headers = new Headers();
  const language = LANGUAGES.find((known) => known === form.get('language'));
  const display = form.get('display');
  if (language) headers.append('Set-Cookie', preferenceCookie(LANGUAGE_COOKIE, language));
  if (isDisplay(display)) headers.append('Set-Cookie', preferenceCookie(DISPLAY_COOKIE, display));
  return redirect(withoutLanguage(safePath(form.get('back'))), { status: 303, headers });
}

export const loader = (): Response => redirect('/');

/** `?lang=` would win over the cookie that was just set. */
function withoutLanguage(path: string): string {
  const url = new URL(path, 'http://kaishu.invalid');
  url.searchParams.delete('lang');
  return url.pathname + url.search;
}
