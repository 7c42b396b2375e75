import type { ConditionTerm } from '../conditions/condition.schema.ts';
import type { GrantTerms } from '../grants/grant-terms.schema.ts';

/** What of an application was approved and goes into an agreement (`xz-20`): one dataset of one publisher. */
export interface ApprovedPart {
  partId: string;
  applicationId: string;
  /** `SQ-2026-000001`. */
  applicationCode: string;
  dataset: { id: string; code: string; name: string };
  bodyId: string;
  /** The account that applied. */
  ownerId: string;
  /** The organisation for which it applied; null: for itself. */
  organisationId: string | null;
  scenario: string;
  purpose: string;
  terms: GrantTerms;
  /** What the data user undertakes to secure the data, in its own words or the guideline's. */
  safeguards: string[];
  reportEveryMonths: number | null;
  conditions: ConditionTerm[];
  /** Accounts: who prepared the opinion and who decided. */
  approvedBy: string[];
}
