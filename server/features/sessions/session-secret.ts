import { randomBytes } from 'node:crypto';
import { MOST_SESSION_HOURS } from '../../../rules/sessions/lifetimes.ts';

const SECRET_BYTES = 32;
const SHAPE = /^[\w-]{43}$/;

export const SESSION_COOKIE = { maxAge: MOST_SESSION_HOURS * 3600, path: '/' };

/** A cookie that only this very host can have set, wherever the connection is encrypted (RFC 6265bis, 4.1.3.2). */
export const sessionCookieName = (origin: string): string =>
  origin.startsWith('https:') ? '__Host-kaishu' : 'kaishu';

export const newSessionSecret = (): string => randomBytes(SECRET_BYTES).toString('base64url');
export const isSessionSecret = (text: string): boolean => SHAPE.test(text);
