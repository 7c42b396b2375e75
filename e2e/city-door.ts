import { expect } from 'vitest';
import type { Door } from '../server/testing/platform.ts';
import { accountNamed, city } from './journey.ts';

const tokenOf = (user: string): string => accountNamed(user).token ?? '';

/** The demonstration city as its people's programs reach it. */
export function door(): Door {
  const { origin } = city();
  const tokens = {
    editor: tokenOf('jtw-editor'),
    reviewer: tokenOf('jtw-reviewer'),
    operator: tokenOf('operator'),
    otherEditor: '',
  };
  return {
    origin,
    tokens,
    ask: async (token, method, path, { body, status = 200 } = {}) => {
      const answer = await fetch(`${origin}/api/v1${path}`, {
        method,
        headers: {
          ...(token !== null && { authorization: `Bearer ${token}` }),
          ...(body && { 'content-type': 'application/json' }),
        },
        ...(body && { body: JSON.stringify(body) }),
      });
      const text = await answer.text();
      expect(answer.status, `${method} ${path}: ${text}`).toBe(status);
      // The caller names the type, as for the platform in this process.
      return JSON.parse(text || 'null') as never;
    },
  };
}
