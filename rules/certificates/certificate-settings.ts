/** Which corporate certificates this installation takes. */
export interface CertificateSettings {
  /** Paths of PEM files; 'test': the demonstration's own authority of invented organisations. */
  authorities: readonly string[] | 'test';
  /** Paths of lists of revoked certificates. */
  revocations: readonly string[];
}

interface CertificateConfiguration {
  certificateAuthorities: readonly string[];
  certificateRevocations: readonly string[];
  demonstration: boolean;
}

/** The configured authorities; in a demonstration without any the embedded one; else none, and nobody comes that way. */
export function certificateSettings(configured: CertificateConfiguration): CertificateSettings | null {
  const { certificateAuthorities: authorities, certificateRevocations: revocations } = configured;
  if (authorities.length > 0) return { authorities, revocations };
  return configured.demonstration ? { authorities: 'test', revocations: [] } : null;
}
