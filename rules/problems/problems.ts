import type { Translate } from '../../locales/index.ts';

/** Every way in which the platform says no: code → HTTP status. The words are in `locales/<language>/problems.ts`. */
export const PROBLEMS = {
  'not-found': 404,
  'invalid-input': 400,
  'invalid-expression': 400,
  'invalid-cursor': 400,
  'sign-in-required': 401,
  'wrong-credentials': 401,
  'second-factor-required': 401,
  'sign-on-failed': 401,
  'certificate-refused': 401,
  'organisation-unknown': 401,
  'seal-required': 422,
  'not-permitted': 403,
  'assurance-too-low': 403,
  'cross-site-request': 403,
  'locked-out': 423,
  'wrong-state': 409,
  'four-eyes': 409,
  'own-proposal': 409,
  'agreement-over': 409,
  'no-emergency-opening': 409,
  'emergency-over': 409,
  'own-account': 409,
  'last-administrator': 409,
  'rules-not-accepted': 409,
  'separated-roles': 409,
  'no-data-yet': 409,
  'no-places': 409,
  suspended: 409,
  'shared-data': 409,
  'already-exists': 409,
  'review-incomplete': 409,
  'changed-meanwhile': 412,
  'too-large': 413,
  'unsuitable-format': 406,
  'wrong-media-type': 415,
  'unsupported-format': 422,
  'unreadable-file': 422,
  'incomplete-entry': 422,
  'scheme-missing': 422,
  'system-incomplete': 422,
  'organisation-incomplete': 422,
  'incomplete-application': 422,
  'own-application': 409,
  'own-misconduct': 409,
  'misconduct-ungrounded': 422,
  'incomplete-report': 422,
  'outcome-uncited': 422,
  'other-office': 409,
  'access-restricted': 403,
  'identity-unverified': 403,
  'consent-not-asked': 409,
  'fast-track-refused': 422,
  'fast-track-missing': 409,
  'opinion-missing': 409,
  'sent-back-once': 409,
  'experts-pending': 409,
  'too-few-experts': 409,
  'not-due-yet': 409,
  'reminded-today': 409,
  'reconsidered-once': 409,
  'body-first': 409,
  'decided-before': 409,
  'agreement-signed': 409,
  'rows-refused': 422,
  'weak-password': 422,
  'against-grading': 422,
  'incomplete-guideline': 422,
  'more-open-than-guideline': 422,
  'secrecy-review-missing': 409,
  'state-secret': 409,
  'idempotency-key-reused': 422,
  'request-under-way': 409,
  'already-done': 409,
  'too-many-requests': 429,
  'query-timeout': 408,
  'stopped-by-operator': 409,
  'store-in-use': 409,
  'store-wrong-owner': 500,
  'store-not-ours': 409,
  'store-not-empty': 409,
  'snapshot-unusable': 422,
  'postgres-not-installed': 503,
  'postgres-needs-account': 503,
  'postgres-failed': 503,
  'objects-unusable': 503,
  'invalid-configuration': 422,
  'port-in-use': 409,
  internal: 500,
  'wider-than-agreed': 422,
  'wider-than-approved': 422,
  'beyond-grant': 403,
  'grant-suspended': 403,
  'grant-ended': 403,
  'grant-changed': 409,
  'grant-not-in-term': 403,
  'grant-system': 403,
  'grant-address': 403,
  'grant-rows-used-up': 403,
  'grant-key-only': 403,
  'grant-calls-used-up': 429,
  'grant-ambiguous': 409,
  unavailable: 503,
  'no-space': 507,
} as const satisfies Record<string, number>;

export type ProblemCode = keyof typeof PROBLEMS;

export interface FieldError {
  /** JSON pointer into the input. */
  pointer: string;
  detail: string;
}

export interface ProblemExtra {
  /** What happened in this very case, already in the reader's language or language-neutral. */
  detail?: string;
  /** Makes `detail` in the reader's language; it does not leave the process. */
  words?: (translate: Translate) => string;
  errors?: FieldError[];
  /** The rule that it rests on. */
  provision?: string;
  /** Seconds. */
  retryAfter?: number;
  [more: string]: unknown;
}

/** Thrown at the edges; one handler turns it into `application/problem+json`. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly status: number;
  readonly extra: ProblemExtra;

  constructor(code: ProblemCode, extra: ProblemExtra = {}) {
    super(extra.detail ? `${code}: ${extra.detail}` : code);
    this.name = 'Problem';
    this.code = code;
    this.status = PROBLEMS[code];
    this.extra = extra;
  }
}
