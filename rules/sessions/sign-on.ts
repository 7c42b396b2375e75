import type { AssuranceLevel } from '../access/roles.ts';

/** How this installation relies on the city's identity provider. */
export interface SignOnSettings {
  /** OpenID Connect issuer; 'embedded': the demonstration's own provider of invented people. */
  issuer: string;
  clientId: string;
  /** null: a public client, known by PKCE alone. */
  clientSecret: string | null;
}

/** Where a browser begins; `?to=/path` is where it ends up. */
export const SIGN_ON_PATH = '/sign-on';
export const EMBEDDED_ISSUER = 'embedded';

/** Authentication context classes as providers write them → real-name level; what is not here counts as 0. */
const ASSURANCE_BY_CLASS: Record<string, AssuranceLevel> = {
  '1': 1,
  '2': 2,
  '3': 3,
  'level-1': 1,
  'level-2': 2,
  'level-3': 3,
};

/** The real-name level that an `acr` claim vouches for. */
export const assuranceOf = (acr: string | undefined): AssuranceLevel =>
  (acr !== undefined && Object.hasOwn(ASSURANCE_BY_CLASS, acr) ? ASSURANCE_BY_CLASS[acr] : undefined) ?? 0;

export interface SignOnConfiguration {
  oidcIssuer: string | null;
  oidcClientId: string | null;
  oidcClientSecret: string | null;
  demonstration: boolean;
}

/** The configured provider; in a demonstration without one the embedded; else none. */
export function signOnSettings(configured: SignOnConfiguration): SignOnSettings | null {
  const { oidcIssuer, oidcClientId, oidcClientSecret, demonstration } = configured;
  if (oidcIssuer !== null && oidcClientId !== null) {
    return { issuer: oidcIssuer, clientId: oidcClientId, clientSecret: oidcClientSecret };
  }
  return demonstration ? { issuer: EMBEDDED_ISSUER, clientId: 'kaishu', clientSecret: null } : null;
}
