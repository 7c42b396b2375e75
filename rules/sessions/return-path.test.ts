import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { returnPath } from './return-path.ts';

describe('the way back after sign-in', () => {
  const elsewhere = [
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    '/\t/evil.example',
    'evil',
    '',
    undefined,
  ];
  it.each(elsewhere)('given %j, when followed, then it leads home', (wished) => {
    expect(returnPath(wished)).toBe('/');
  });

  it('given a path of this site, when followed, then it is kept whole', () => {
    expect(returnPath('/tasks?state=open#first')).toBe('/tasks?state=open#first');
  });

  it('given any text, when followed from any page, then a browser stays on this site', () => {
    const nasty = fc.stringMatching(/^[/\\.:@?#\t\n a-c]{0,12}$/);
    fc.assert(
      fc.property(fc.oneof(nasty, fc.webUrl(), fc.string()), (wished) => {
        expect(new URL(returnPath(wished), 'https://here.example/').origin).toBe('https://here.example');
      }),
    );
  });
});
