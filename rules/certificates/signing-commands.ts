export const SIGNING_WAYS = ['cms', 'sm2'] as const;
export type SigningWay = (typeof SIGNING_WAYS)[number];

/** The name by which OpenSSL and national tools sign with SM2 when nobody says another (GM/T 0009). */
export const SM2_SIGNER = '1234567812345678';

/**
 * What somebody types to sign a challenge with OpenSSL: as CMS for RSA and ECDSA; for SM2, of which OpenSSL makes no CMS,
 * as a bare signature, to be handed in with the certificate.
 */
export const challengeCommands = (text: string): Record<SigningWay, string> => ({
  cms: `printf '%s' '${text}' | openssl cms -sign -binary -md sha256 -signer cert.pem -inkey key.pem -outform PEM`,
  sm2: `printf '%s' '${text}' > challenge.txt && openssl dgst -sm3 -sign key.pem -sigopt distid:${SM2_SIGNER} challenge.txt | openssl base64 -A && echo && cat cert.pem`,
});

/** The same for a file, as agreements are sealed. */
export const fileCommands = (fileName: string): Record<SigningWay, string> => ({
  cms: `openssl cms -sign -binary -md sha256 -signer cert.pem -inkey key.pem -outform PEM -in ${fileName}`,
  sm2: `openssl dgst -sm3 -sign key.pem -sigopt distid:${SM2_SIGNER} ${fileName} | openssl base64 -A && echo && cat cert.pem`,
});
