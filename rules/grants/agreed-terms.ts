import type { GrantTerms } from './grant-terms.schema.ts';

/** What an agreement in force lets its data user take of one dataset: all that a grant is made of (`xz-20`, `xz-21`). */
export interface AgreedTerms {
  agreementId: string;
  dataset: { id: string; code: string };
  /** The publisher. */
  bodyId: string;
  /** The account that applied. */
  ownerId: string;
  /** The organisation for which it applied; null: for themselves. */
  organisationId: string | null;
  terms: GrantTerms;
}
