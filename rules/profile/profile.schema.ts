import { Type, type Static } from 'typebox';
import { LEVELLED_FUNCTIONS, type LevelledFunction } from '../accounts/assurance.ts';
import { Literals } from '../api/views.ts';
import { CatalogueForm } from './catalogue-form.schema.ts';

const AssuranceLevelNeeded = Type.Union([Type.Literal(0), Type.Literal(1), Type.Literal(2), Type.Literal(3)]);
const Text = Type.Object({ 'zh-CN': Type.String(), en: Type.String() }, { additionalProperties: false });

/** Two limits on one clock, in working days: the law's and the city's own target; null where there is none. */
const ClockLimits = Type.Object(
  {
    limit: Type.Integer({ minimum: 1 }),
    target: Type.Union([Type.Integer({ minimum: 1 }), Type.Null()]),
    /** The provision that sets the limit; null: the city's own. */
    basis: Type.Union([Type.String(), Type.Null()]),
  },
  { additionalProperties: false },
);
export type ClockLimits = Static<typeof ClockLimits>;

/** What differs by city and changes by year: data, validated at start-up, shown on a public page, never branches in code. */
export const Profile = Type.Object(
  {
    name: Type.String(),
    cityCode: Type.String({ pattern: '^[A-Z]{2,4}$' }),
    city: Text,
    platform: Text,
    authorities: Type.Object({
      operator: Text,
      authority: Text,
      cyberspaceOffice: Text,
      supervisionOffice: Text,
    }),
    domains: Type.Array(Type.Object({ code: Type.String(), name: Text }), { minItems: 1 }),
    clocks: Type.Object({
      listChange: ClockLimits,
      mismatch: ClockLimits,
      listReview: ClockLimits,
      systemAcceptance: ClockLimits,
      organisationReview: ClockLimits,
      applicationIntake: ClockLimits,
      applicationReview: ClockLimits,
      /** From the sending of an application to the first answer that decides anything of it. */
      firstAnswer: ClockLimits,
      /** For a rejection that is considered again, by the body or by the authority. */
      reconsideration: ClockLimits,
      /** For an expert to give the opinion that was asked for; the clock of the review goes on meanwhile. */
      expertOpinion: ClockLimits,
      /** Of a report of misuse, until it is dismissed or recorded; of an appeal, until it is decided. */
      misconduct: ClockLimits,
      misconductAppeal: ClockLimits,
      /** From the end of a period until the report on its use is filed; until a report or a suggestion in it is answered. */
      useReport: ClockLimits,
      useReportAnswer: ClockLimits,
      /** For a data user to answer a spot check. */
      spotCheck: ClockLimits,
      /** From the end of an agreement until its data user has stated how the data was destroyed. */
      dataDestruction: ClockLimits,
      /** From the end of an emergency opening until it was reviewed. */
      emergencyReview: ClockLimits,
    }),
    /** What is left of a grant while a report on its use is late (`xz-29`). */
    lateReport: Type.Object({ callsPerDay: Type.Integer({ minimum: 1 }) }, { additionalProperties: false }),
    applications: Type.Object(
      {
        /** Whether the clock of a review stands while the applicant must answer. */
        reviewPauses: Type.Boolean(),
        /** When hearing experts is proposed, and how many are drawn (`xz-19-3`). */
        expertReview: Type.Object(
          {
            experts: Type.Integer({ minimum: 1, maximum: 9 }),
            /** So many rows at once, so many datasets put together. */
            fromRows: Type.Integer({ minimum: 1 }),
            fromSources: Type.Integer({ minimum: 2 }),
          },
          { additionalProperties: false },
        ),
        /** Requests of one applicant for the same data within so many days are looked at together. */
        splittingDays: Type.Integer({ minimum: 1 }),
      },
      { additionalProperties: false },
    ),
    /** Who decides on the acceptance of information systems (`xz-23`). */
    systemAcceptance: Type.Object(
      { decidedBy: Type.Array(Literals(['operator', 'authority']), { minItems: 1 }) },
      { additionalProperties: false },
    ),
    /** The real-name level that each function asks of data users (`guide2020-3`). */
    assurance: Type.Object(
      Object.fromEntries(LEVELLED_FUNCTIONS.map((name) => [name, AssuranceLevelNeeded])) as Record<
        LevelledFunction,
        typeof AssuranceLevelNeeded
      >,
      { additionalProperties: false },
    ),
    /** Corporate certificates (`guide2020-2`). */
    certificates: Type.Object(
      {
        /** The real-name level of whoever comes by one. */
        assurance: AssuranceLevelNeeded,
        /** Whether one registers an organisation that is not known yet, without documents. */
        registers: Type.Boolean(),
      },
      { additionalProperties: false },
    ),
    /** Who examines agreements before they come into force (`cq-3`); null: nobody, both signatures are enough (`xz-20`). */
    agreementExaminedBy: Type.Union([Type.Literal('authority'), Type.Null()]),
    /** Whether and for how many days conditional data may be opened in an emergency (`cq-main-4`); null: not at all. */
    emergencyOpening: Type.Union([
      Type.Object({ maxDays: Type.Integer({ minimum: 1 }) }, { additionalProperties: false }),
      Type.Null(),
    ]),
    /** Levels of grades whose data is not for the fast track (`plan2023-2.4`). */
    fastTrackExcludes: Type.Array(Type.String()),
    licence: Type.Object({ name: Text, url: Type.String(), attribution: Text }),
    districts: Type.Array(Type.String()),
    /** The name of the file in rules/maps/boundaries that has the lines of the districts; null: none is there. */
    boundaries: Type.Union([Type.String(), Type.Null()]),
    /** The forms of catalogue that can be imported; the first is the one that exports are written in. */
    catalogueForms: Type.Array(CatalogueForm, { minItems: 1 }),
  },
  { additionalProperties: false },
);
export type Profile = Static<typeof Profile>;
