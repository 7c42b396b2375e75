import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  ClientSecretBasic,
  customFetch,
  discovery,
  fetchUserInfo,
  None,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
  type Configuration,
  type CustomFetch,
} from 'openid-client';
import type { SignOnSettings } from '../../../rules/sessions/sign-on.ts';
import type { SignOnAttempt } from './sign-on.queries.ts';

export const RETURN_PATH = '/sign-on/return';
const TIMEOUT_SECONDS = 10;

/** Whom the provider vouches for. */
export interface VouchedPerson {
  issuer: string;
  subject: string;
  name: string;
  /** How they proved who they are (`acr`). */
  contextClass: string | undefined;
  /** As the city's identity provider names it; absent where it does not tell. */
  identityNumber: string | undefined;
}

export interface RelyingParty {
  /** Where to send the person, and what to know again when they come back. */
  begin(origin: string): Promise<{ url: URL; state: string } & Omit<SignOnAttempt, 'returnTo'>>;
  /** Throws when the provider's answer is not what was asked for. */
  finish(returned: URL, state: string, attempt: SignOnAttempt): Promise<VouchedPerson>;
}

/** Authorization code flow with PKCE, state and nonce; the provider's document is read once. */
export async function relyingParty(settings: SignOnSettings, fetch?: CustomFetch): Promise<RelyingParty> {
  const issuer = new URL(settings.issuer);
  const authentication = settings.clientSecret === null ? None() : ClientSecretBasic(settings.clientSecret);
  const configuration = await discovery(issuer, settings.clientId, undefined, authentication, {
    timeout: TIMEOUT_SECONDS,
    ...(fetch ? { [customFetch]: fetch } : {}),
    // Without encryption only on this very machine: anywhere else a stranger could speak for the provider.
    ...(fetch || isLoopback(issuer) ? { execute: [allowInsecureRequests] } : {}),
  });
  return {
    begin: async (origin) => {
      const codeVerifier = randomPKCECodeVerifier();
      const [state, nonce] = [randomState(), randomNonce()];
      const url = buildAuthorizationUrl(configuration, {
        redirect_uri: `${origin}${RETURN_PATH}`,
        scope: 'openid profile',
        code_challenge: await calculatePKCECodeChallenge(codeVerifier),
        code_challenge_method: 'S256',
        state,
        nonce,
      });
      return { url, state, nonce, codeVerifier };
    },
    finish: async (returned, state, { nonce, codeVerifier }) => {
      const answer = await authorizationCodeGrant(configuration, returned, {
        pkceCodeVerifier: codeVerifier,
        expectedState: state,
        expectedNonce: nonce,
        idTokenExpected: true,
      });
      const claims = answer.claims();
      if (!claims) throw new Error('the provider sent no ID token');
      const named = typeof claims['name'] === 'string' ? claims['name'] : undefined;
      const name = named ?? (await nameOf(configuration, answer.access_token, claims.sub));
      return {
        issuer: claims.iss,
        subject: claims.sub,
        name: name.slice(0, 100),
        contextClass: typeof claims['acr'] === 'string' ? claims['acr'] : undefined,
        identityNumber: typeof claims['identity_number'] === 'string' ? claims['identity_number'] : undefined,
      };
    },
  };
}

const isLoopback = ({ hostname }: URL): boolean => ['localhost', '127.0.0.1', '[::1]'].includes(hostname);

async function nameOf(configuration: Configuration, accessToken: string, subject: string): Promise<string> {
  if (configuration.serverMetadata().userinfo_endpoint === undefined) return subject;
  const person = await fetchUserInfo(configuration, accessToken, subject);
  return person.name ?? person.preferred_username ?? subject;
}
