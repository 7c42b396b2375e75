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
    ['/?lang=en', '/?lang=en'],
    ['/about?lang=xx&x=1', '/about'],
  ])('given %s, then it is %s', (url, path) => {
    expect(canonicalUrl({ url, origin })).toBe(origin + path);
  });

  it('given a page, then each language has an address of its own, and one is left to the browser', () => {
    expect(alternatesOf({ url: '/about?lang=en', origin })).toEqual([
      { language: 'zh-CN', href: `${origin}/about?lang=zh-CN` },
      { language: 'en', href: `${origin}/about?lang=en` },
      { language: 'x-default', href: `${origin}/about` },
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
