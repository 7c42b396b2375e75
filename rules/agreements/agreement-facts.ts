import type { ApprovedPart } from './approved-part.ts';
import type { Bilingual } from './agreement-document.ts';

export const USER_KINDS = ['person', 'organisation'] as const;

/** All that an agreement is made from; names are as they stood when it was offered. */
export interface AgreementFacts {
  /** `XY-2026-000001`. */
  code: string;
  part: ApprovedPart;
  publisher: { code: string; name: string };
  user: {
    kind: (typeof USER_KINDS)[number];
    id: string;
    name: string;
    /** 统一社会信用代码; null for persons. */
    creditCode: string | null;
  };
  platform: Bilingual;
  authority: Bilingual;
  /** Moment of the offer, ISO 8601. */
  offeredAt: string;
  /** What the guideline asks for at the dataset's levels. */
  graded: {
    /** Level codes by dimension: `{ person: 'A2' }`. */
    levels: Record<string, string>;
    /** Data about persons or about organisations, by its levels. */
    concerns: readonly ('person' | 'organisation')[];
    safeguards: Bilingual[];
    supervision: Bilingual[];
  };
  isExamined: boolean;
  /** The code of the agreement in force that this one replaces. */
  replaces: string | null;
}
