import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Encoding } from './shared-answers.ts';

/** Only what is made to stand on other pages may be framed, and it can do nothing but show. */
const isEmbedded = (path: string): boolean => path.startsWith('/embed/');

/**
 * Scripts, styles and connections only from here; no frame may hold a page but an embedded one. `scripts` admits inline scripts. Style
 * attributes carry computed widths (bars, pictures), which no rule in a style sheet can know.
 */
const policyWith = (scripts: readonly string[], path: string): string =>
  [
    "default-src 'none'",
    ['script-src', "'self'", ...scripts].join(' '),
    "style-src 'self'",
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    `frame-ancestors ${isEmbedded(path) ? '*' : "'none'"}`,
  ].join('; ');

/** The policy of a page that is rendered for one reader. */
export const policyByNonce = (nonce: string, path: string): string => policyWith([`'nonce-${nonce}'`], path);

/**
 * The policy of a page that many will get, and the page without the nonce that it was rendered with: inline scripts that
 * bear the nonce, and so are ours, are admitted by what they say.
 */
export function policyByContent(html: string, nonce: string, path: string): { policy: string; html: string } {
  const mark = ` nonce="${nonce}"`;
  const hashes = new Set<string>();
  for (const [, attributes = '', script = ''] of html.matchAll(/<script\b([^>]*)>([^]*?)<\/script>/g))
    if (attributes.includes(mark) && script !== '')
      hashes.add(`'sha256-${createHash('sha256').update(script).digest('base64')}'`);
  return { policy: policyWith([...hashes], path), html: html.replaceAll(mark, '') };
}

export const PAGE_HEADERS = {
  'x-content-type-options': 'nosniff',
  // Not `no-referrer`: forms would then send `Origin: null` and be taken for another site's.
  'referrer-policy': 'strict-origin-when-cross-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
  'cross-origin-opener-policy': 'same-origin',
  vary: 'Accept-Encoding, Accept-Language, Cookie',
};

/** What a page is sent in: no `q=0` was ever seen for these. */
export function encodingFor({ headers }: FastifyRequest): Encoding {
  const accepted = [headers['accept-encoding']].flat().join(',');
  return /\bbr\b/.test(accepted) ? 'br' : /\bgzip\b/.test(accepted) ? 'gzip' : 'identity';
}
