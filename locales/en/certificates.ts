import type { certificates as source } from '../zh-CN/certificates.ts';

export const certificates: Record<keyof typeof source, string> = {
  'certificate.organisation-unknown':
    'The certificate names {name} ({code}); this city registers no organisation by certificate alone.',
  'certificate.fault.signature-unreadable':
    'The signature cannot be read: paste a CMS message (-----BEGIN CMS-----), or a signature in base64 followed by the certificate as PEM. RSA and ECDSA with SHA-256 or better, SM2 with SM3.',
  'certificate.fault.certificate-missing':
    'The signer’s certificate is missing: paste it too, as PEM (-----BEGIN CERTIFICATE-----).',
  'certificate.fault.signature-wrong':
    'The signature is not of this text: check that the whole line of this page was signed with the key of this certificate; for SM2 with the usual signer 1234567812345678.',
  'certificate.fault.challenge-unknown':
    'This challenge was not given here, or was changed: copy the whole line from this page again.',
  'certificate.fault.challenge-other-purpose':
    'This challenge was given for something else: sign the one of this page.',
  'certificate.fault.challenge-expired':
    'The challenge has run out (it is good for 10 minutes): sign the new one.',
  'certificate.fault.challenge-used': 'The challenge was used once already: sign the new one.',
  'certificate.fault.key-weak':
    'The key is too weak: RSA of 2048 bits or more, or the curves P-256, P-384, P-521 or SM2.',
  'certificate.fault.algorithm-weak':
    'The certificate is signed in a way that is not safe or not known here: it takes SHA-256 or better, or SM2 with SM3.',
  'certificate.fault.not-yet-valid': 'The certificate is not valid yet: wait, or use another.',
  'certificate.fault.expired': 'The certificate has expired: have its authority renew it.',
  'certificate.fault.is-authority': 'This is the certificate of an authority: use that of your organisation.',
  'certificate.fault.not-for-signing':
    'Its key is not for digital signatures: where there are two certificates, use the one for signing, not the one for encryption.',
  'certificate.fault.not-for-sign-in':
    'Its extended usage does not include client authentication: use a certificate that can sign in.',
  'certificate.fault.extension-unknown':
    'It has a critical extension that is not known here: use another certificate, or ask the operator.',
  'certificate.fault.issuer-unknown':
    'It does not come from an authority trusted here, or the authority’s signature is wrong: paste intermediate certificates too, or use another.',
  'certificate.fault.issuer-no-authority':
    'A certificate of its chain may not issue others: ask its authority.',
  'certificate.fault.issuer-expired':
    'The certificate of its authority is not in its term: ask the authority.',
  'certificate.fault.revoked': 'The certificate was revoked: ask its authority for a new one.',
  'certificate.fault.revocation-unknown':
    'There is no list of revocations of its authority, so nobody can say that it was not revoked: ask the operator.',
  'certificate.fault.revocation-list-old':
    'The list of revocations of its authority has run out, so nobody can say that it was not revoked: ask the operator.',
  'certificate.fault.code-missing':
    'Its subject has no unified social credit code: use a corporate certificate that has one.',
  'certificate.fault.code-wrong':
    'The unified social credit code in its subject is wrong (check digit): have its authority correct it.',
  'certificate.fault.code-several':
    'Its subject has several unified social credit codes, so the organisation is not known: have its authority correct it.',
  'certificate.fault.code-other':
    'Its unified social credit code is not of this organisation: use the organisation’s own certificate.',
  'certificate.fault.name-missing':
    'Its subject has no name of an organisation: have its authority correct it.',
  'certificate.fault.seal-other':
    'It was not signed with the seal that the organisation bound: sign with that one, or bind another first.',
  'certificate.fault.account-closed':
    'The account of this organisation’s certificate was closed: ask the operator.',
  'certificate.sign-in.title': 'Sign in by corporate certificate',
  'certificate.sign-in.lead':
    'A browser cannot reach your USB key and its private key, and should not: sign the line below with your certificate on your own computer and hand in the signature. The key stays with you.',
  'certificate.sign-in.link': 'Sign in by corporate certificate',
  'certificate.sign-in.link-lead': 'Organisations sign in by corporate certificate, without a user name:',
  'certificate.sign-in.enter': 'Verify and sign in',
  'certificate.step.challenge': '1. Copy the challenge',
  'certificate.step.challenge-hint':
    'Good once, until {time}. It names its purpose and this address, so a signature given here is of no use elsewhere.',
  'certificate.step.challenge-label': 'Challenge',
  'certificate.step.sign': '2. Sign it with the certificate',
  'certificate.step.sign-lead':
    'With OpenSSL it goes like this, cert.pem being the organisation’s certificate and key.pem its key. The tool of your authority will do too: sign the whole line and give out CMS (PKCS#7).',
  'certificate.step.sign-cms': 'RSA or ECDSA certificate',
  'certificate.step.sign-sm2': 'SM2 certificate',
  'certificate.step.sign-chain':
    'With intermediate certificates add -certfile chain.pem, or paste them after the signature.',
  'certificate.step.paste': '3. Hand in the signature',
  'certificate.step.paste-label': 'Signature',
  'certificate.step.paste-hint':
    'Paste all that the command printed: one CMS block is enough; for SM2 a line of base64 followed by the certificate.',
  'certificate.test.title': 'Demonstration: try it without a certificate',
  'certificate.test.lead':
    'The demonstration city carries a test authority of no effect, which gave certificates to invented organisations. Choose one, and what it signs is filled in; certificate and key are shown, to sign by yourself.',
  'certificate.test.registered': 'Registered: {name}',
  'certificate.test.newcomer': 'Not registered yet: {name}',
  'certificate.test.revoked': 'Certificate revoked: {name}',
  'certificate.test.key': 'Certificate and key of this invented organisation',
  'certificate.seal.title': 'Seal certificate',
  'certificate.seal.lead':
    'Once bound, what the organisation signs takes a signature of the agreement’s file made with this certificate; it is kept with the agreement, and anyone can see and verify it on the verification page. An organisation has one at a time.',
  'certificate.seal.of-signature': 'Seal of the organisation',
  'certificate.seal.holds':
    '{subject} (issued by {issuer}, number {serial}): the signature holds for this file',
  'certificate.seal.broken':
    '{subject} (issued by {issuer}, number {serial}): the signature does not hold, do not rely on it',
  'certificate.seal.text': 'The signature itself',
  'certificate.seal.field': 'Seal of the organisation',
  'certificate.seal.field-lead':
    'The organisation bound a seal certificate ({subject}). Download the agreement for machines, sign it with that certificate, and paste the signature:',
  'certificate.seal.field-file': 'Download the agreement for machines',
  'certificate.seal.field-hint': 'Paste all that the command printed.',
  'certificate.seal.open': 'See and manage the seal',
  'certificate.seal.none':
    'No seal certificate is bound. What the organisation signs rests on the second factor of whoever signs.',
  'certificate.seal.bind': 'Bind a seal certificate',
  'certificate.seal.rebind': 'Bind another',
  'certificate.seal.bind-lead':
    'Sign the challenge with the certificate that is to be bound. It must carry the credit code of this organisation, and its key be for digital signatures or non-repudiation.',
  'certificate.seal.bind-enter': 'Verify and bind',
  'certificate.seal.end': 'Unbind',
  'certificate.seal.end-hint': 'What it sealed stays sealed.',
  'certificate.seal.subject': 'Subject',
  'certificate.seal.issuer': 'Issuer',
  'certificate.seal.serial': 'Serial number',
  'certificate.seal.algorithm': 'Algorithm',
  'certificate.seal.algorithm-value':
    '{algorithm, select, rsa {RSA} ecdsa {ECDSA} sm2 {SM2} other {{algorithm}}}',
  'certificate.seal.valid': 'Valid',
  'certificate.seal.valid-value': '{from} to {to}',
  'certificate.seal.fingerprint': 'Fingerprint (SHA-256)',
  'certificate.seal.bound': 'Bound',
  'certificate.seal.bound-value': '{by}, {at}',
  'certificate.seal.ended': 'Earlier seal certificates',
};
