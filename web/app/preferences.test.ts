import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { preferenceCookie, safePath } from './preferences.ts';

describe('preferences', () => {
  it.each([
    ['/datasets?q=%E5%81%9C', '/datasets?q=%E5%81%9C'],
    ['//evil.example/', '/'],
    ['/\\evil.example', '/'],
    ['https://evil.example/', '/'],
    ['javascript:alert(1)', '/'],
    ['', '/'],
  ])('given the way back %j, when it is taken, then it stays on this site: %j', (wish, expected) => {
    expect(safePath(wish)).toBe(expected);
  });

  it('given anything as a way back, then the browser never leaves the site', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.webUrl(),
          fc.string().map((text) => `/${text}`),
        ),
        (wish) => {
          const origin = 'https://data.example.gov.cn';
          expect(new URL(safePath(wish), origin).origin).toBe(origin);
        },
      ),
    );
  });

  it('given a preference, then its cookie is read by the server only and not sent from other sites', () => {
    expect(preferenceCookie('kaishu-language', 'en')).toMatch(
      /^kaishu-language=en; Path=\/;.*SameSite=Lax; HttpOnly$/,
    );
  });
});
