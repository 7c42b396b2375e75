/** `large` is 适老版: a quarter larger, high contrast, fewer columns. */
export const DISPLAYS = ['standard', 'large'] as const;
export type Display = (typeof DISPLAYS)[number];

export const isDisplay = (value: unknown): value is Display => DISPLAYS.some((display) => display === value);

export const LANGUAGE_COOKIE = 'kaishu-language';
export const DISPLAY_COOKIE = 'kaishu-display';
const ONE_YEAR = 31_536_000;

/** A Set-Cookie header's value; readable by every page, lasting one year. */
export const preferenceCookie = (name: string, value: string): string =>
  `${name}=${value}; Path=/; Max-Age=${String(ONE_YEAR)}; SameSite=Lax; HttpOnly`;

/** A path on this site, or `/` when the wish would lead elsewhere. */
export function safePath(wish: unknown): string {
  if (typeof wish !== 'string' || !/^\/(?![/\\])/.test(wish)) return '/';
  const parsed = URL.parse(wish, 'http://kaishu.invalid');
  return parsed?.host === 'kaishu.invalid' ? parsed.pathname + parsed.search : '/';
}
