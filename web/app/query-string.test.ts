import { describe, expect, it } from 'vitest';
import { linkWith } from './query-string.ts';

describe('links with changed parameters', () => {
  const now = new URLSearchParams('q=停车&cursor=abc&domain=transport');

  it('given a filter that is added, when the cursor is dropped, then the rest stays', () => {
    expect(linkWith('/datasets', now, { openClass: 'closed', cursor: null })).toBe(
      `/datasets?q=${encodeURIComponent('停车')}&domain=transport&openClass=closed`,
    );
  });

  it('given nothing left, then there is no question mark, and the fragment stands at the end', () => {
    expect(linkWith('/datasets/X', new URLSearchParams('cursor=a'), { cursor: null }, '#preview')).toBe(
      '/datasets/X#preview',
    );
  });
});
