import fc from 'fast-check';
import { expect, test } from 'vitest';
import { escaped, markup } from './markup.ts';

test('given any text, when it is put into markup, then it ends neither an element nor an attribute', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const { html } = markup`<a title="${text}">${text}</a>`;
      const inside = html.slice('<a title="'.length, -'</a>'.length);
      expect(inside.replace(/">/, '')).not.toMatch(/[<>"']/);
      expect(html).toBe(`<a title="${escaped(text)}">${escaped(text)}</a>`);
    }),
  );
});

test('given text with every character that HTML reads, when it is escaped, then it reads as it was', () => {
  expect(escaped(`a < b && c > "d" 'e'`)).toBe('a &lt; b &amp;&amp; c &gt; &quot;d&quot; &#39;e&#39;');
});
