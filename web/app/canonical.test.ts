import { describe, expect, it } from 'vitest';
import { alternatesOf, canonicalUrl } from './canonical.ts';
import { jsonForHtml } from './json-ld.tsx';

const origin = 'https://data.example.gov.cn';

describe('the one address of a page', () => {
  it.each([
    ['/datasets/SH-1?where=a&cursor=x', '/datasets/SH-1'],
    ['/datasets?sort=name&domain=transport&q=x', '/datasets?domain=transport'],
    ['/datasets?domain=', '/datasets'],
    ['//evil.example/x?y', '//evil.example/x'],
    ['/?lang=en', '/'],
  ])('given %s, then it is %s', (url, path) => {
    expect(canonicalUrl({ url, origin }, 'zh-CN')).toBe(origin + path);
  });

  it('given a page in English, then its address says so, and each language has one', () => {
    expect(canonicalUrl({ url: '/about', origin }, 'en')).toBe(`${origin}/about?lang=en`);
    expect(alternatesOf({ url: '/about', origin }).map(({ language }) => language)).toEqual([
      'zh-CN',
      'en',
      'x-default',
    ]);
  });
});

describe('JSON within a page', () => {
  it('given text that would end the element, then it does not, and reads as it was', () => {
    const data = { name: '</script><script>alert(1)</script>\u2028<!--' };
    const text = jsonForHtml(data);
    expect(text).not.toMatch(/[<\u2028]/);
    expect(JSON.parse(text)).toEqual(data);
  });
});
