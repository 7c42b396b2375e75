import { Type, type Static } from 'typebox';
import { Literals } from '../api/views.ts';
import type { Provision } from '../provisions/provisions.ts';

/** The six families of conditions, by the items of `xz-15`. */
export const FAMILIES = {
  scenario: 'xz-15-1',
  security: 'xz-15-2',
  reporting: 'xz-15-3',
  technical: 'xz-15-4',
  credit: 'xz-15-5',
  other: 'xz-15-6',
} as const satisfies Record<string, Provision>;
export type Family = keyof typeof FAMILIES;
export const FAMILY_NAMES = Object.keys(FAMILIES) as Family[];

/** What a term can ask for, and the family that it belongs to. */
export const TERM_KINDS = {
  'scenario-allowed': 'scenario',
  'scenario-forbidden': 'scenario',
  'security-capability': 'security',
  'security-certificate': 'security',
  'security-maturity': 'security',
  'security-measure': 'security',
  masking: 'security',
  'sensitivity-stated': 'security',
  'source-cited': 'reporting',
  'spot-check': 'reporting',
  'use-report': 'reporting',
  'real-time-logs': 'reporting',
  'access-logged': 'reporting',
  'technical-capability': 'technical',
  'not-listed': 'credit',
  'credit-standing': 'credit',
  'application-needed': 'other',
  'approval-needed': 'other',
  'contact-first': 'other',
  'statement-needed': 'other',
  'material-needed': 'other',
  'applicant-kind': 'other',
  'applicant-excluded': 'other',
  'own-data-only': 'other',
  'one-key-query': 'other',
  'real-name': 'other',
  'agreement-needed': 'other',
  'named-system': 'other',
  'fields-limited': 'other',
  'period-limited': 'other',
  withheld: 'other',
  'free-of-charge': 'other',
} as const satisfies Record<string, Family>;
export type TermKind = keyof typeof TERM_KINDS;
export const TERM_KIND_NAMES = Object.keys(TERM_KINDS) as TermKind[];

/** What the terms ask for in particular, as codes. */
export const TERM_VALUES = [
  'own-business',
  'scientific-research',
  'consulting-report',
  'business-support',
  'approved-scenario',
  'personal-mining',
  'company-mining',
  're-identification',
  'publishing-about-organisations',
  'query-service',
  'passing-on',
  'commercial',
  'beyond-scope',
  'competition',
  'raw-publication',
  'government',
  'institution',
  'social-organisation',
  'financial',
  'research',
  'with-legal-duty',
  'certified',
  'domestic-company',
  'company',
  'individual',
  'public',
  'sector-body',
  'basic',
  'sound',
  'mlps-2',
  'mlps-3',
  'iso-27001',
  'dcmm',
  'dsmm',
  'level-1',
  'level-2',
  'level-3',
  'level-4',
  'level-5',
  'officer',
  'plan',
  'policy',
  'review',
  'commitment',
  'lawful-use',
  'in-the-country',
  'outcomes',
  'data',
  'personal',
  'internal',
  'occasional',
  'periodic',
  'integration-plan',
  'facilities',
  'staff',
  'processing',
  'serious-violations',
  'dishonest-debtors',
  'abnormal-operations',
  'data-centre',
  'rights-holder',
  'department',
  'purpose',
  'scenario',
  'scope',
  'period',
  'access-way',
  'need',
  'applicant-details',
  'form',
  'letter',
  'mandate',
  'consent',
  'interface',
  'person',
  'named-scenario',
] as const;
export type TermValue = (typeof TERM_VALUES)[number];

export const ConditionTerm = Type.Object(
  {
    family: Literals(FAMILY_NAMES),
    kind: Literals(TERM_KIND_NAMES),
    /** The part of the text that says it, as it stands. */
    text: Type.String(),
    /** What it asks for; empty where the text leaves it open. */
    values: Type.Array(Literals(TERM_VALUES)),
  },
  { additionalProperties: false },
);
export type ConditionTerm = Static<typeof ConditionTerm>;

export const ParsedConditions = Type.Object(
  {
    terms: Type.Array(ConditionTerm),
    /** Parts that say nothing known, as they stand. */
    leftover: Type.Array(Type.String()),
    /** Parts that only repeat the class of opening: no demand, and nothing missed. */
    restated: Type.Array(Type.String()),
  },
  { additionalProperties: false },
);
export type ParsedConditions = Static<typeof ParsedConditions>;
