import { describe, expect, it } from 'vitest';
import { assuranceOf, signOnSettings } from './sign-on.ts';

describe('city sign-on', () => {
  it('given context classes, when read, then known ones count and no other does', () => {
    expect(['1', 'level-2', '3', '4', 'constructor', undefined].map(assuranceOf)).toEqual([1, 2, 3, 0, 0, 0]);
  });

  const none = { oidcIssuer: null, oidcClientId: null, oidcClientSecret: null };
  const real = { oidcIssuer: 'https://id.example', oidcClientId: 'kaishu', oidcClientSecret: 's' };
  it('given a configuration, when read, then the invented people serve demonstrations only', () => {
    expect(signOnSettings({ ...none, demonstration: false })).toBeNull();
    expect(signOnSettings({ ...none, demonstration: true })?.issuer).toBe('embedded');
    expect(signOnSettings({ ...real, demonstration: true })?.issuer).toBe('https://id.example');
    expect(signOnSettings({ ...real, oidcClientId: null, demonstration: false })).toBeNull();
  });
});
