import { Type, type Static } from 'typebox';
import { operation } from '../api/operation.ts';
import { Abilities, ByDataset, ById, Id, Literals, Nullable, Stepped } from '../api/views.ts';

const Named = Type.Object({ id: Type.String(), code: Type.String(), name: Type.String() });
const Firm = Type.Object({ id: Type.String(), name: Type.String(), creditCode: Type.String() });

/** Rows of consenting persons that one firm took on one day; `rows` counts those of all persons together. */
export const PersonalUse = Type.Object({
  organisation: Type.String(),
  /** YYYY-MM-DD (+08:00). */
  day: Type.String(),
  times: Type.Integer(),
  rows: Type.Integer(),
});
export type PersonalUse = Static<typeof PersonalUse>;

export const PersonalConsentView = Type.Object({
  id: Type.String(),
  dataset: Named,
  organisation: Firm,
  state: Literals(['given', 'revoked', 'expired']),
  until: Type.String(),
  givenAt: Type.String(),
  revokedAt: Nullable(Type.String()),
  /** While the consent stood; the newest day first. */
  uses: Type.Array(PersonalUse),
  can: Abilities,
});
export type PersonalConsentView = Static<typeof PersonalConsentView>;

/** A firm that may take rows of a dataset of persons, but only of those who consent. */
export const ConsentRequest = Type.Object({
  dataset: Named,
  organisation: Firm,
  scenario: Type.String(),
  purpose: Type.String(),
  /** What the firm would see of a row, as its fields are labelled. */
  fields: Type.Array(Type.String()),
  /** The last day of what the firm was granted. */
  until: Type.String(),
});
export type ConsentRequest = Static<typeof ConsentRequest>;

const tag = 'Personal consents';

export const listPersonalConsents = operation({
  id: 'listPersonalConsents',
  method: 'GET',
  path: '/personal-consents',
  summary: 'My consents to the use of my own data, which firms ask for one, and what was used under each',
  tag,
  response: Type.Object({
    /** City sign-on vouched for my identity number. */
    identified: Type.Boolean(),
    asked: Type.Array(ConsentRequest),
    items: Type.Array(PersonalConsentView),
  }),
  problems: ['sign-in-required', 'not-permitted'],
});

export const givePersonalConsent = operation({
  id: 'givePersonalConsent',
  method: 'POST',
  path: '/personal-consents',
  summary: 'Let one firm take my own rows of one dataset until a day; revocable at any time',
  tag,
  body: Type.Object(
    { datasetId: Id, organisationId: Id, until: Type.String({ format: 'date' }) },
    { additionalProperties: false },
  ),
  response: PersonalConsentView,
  status: 201,
  problems: [
    'sign-in-required',
    'not-permitted',
    'assurance-too-low',
    'identity-unverified',
    'consent-not-asked',
    'already-exists',
  ],
});

export const revokePersonalConsent = operation({
  id: 'revokePersonalConsent',
  method: 'POST',
  path: '/personal-consents/{id}/revoke',
  summary: 'Take a consent back: from the next request on the firm gets no row of mine',
  tag,
  params: ById,
  response: Stepped,
  problems: ['not-permitted', 'not-found', 'wrong-state'],
});

export const PersonalDataset = Type.Object({
  dataset: Named,
  publisher: Type.String(),
  /** The name of the column that holds the identity number. */
  column: Type.String(),
  declaredAt: Type.String(),
});
export type PersonalDataset = Static<typeof PersonalDataset>;

export const listPersonalDatasets = operation({
  id: 'listPersonalDatasets',
  method: 'GET',
  path: '/personal-datasets',
  summary: 'Datasets on conditions whose rows are of persons and are released only under their consent',
  tag,
  response: Type.Object({ items: Type.Array(PersonalDataset) }),
  problems: [],
});

export const declarePersonalDataset = operation({
  id: 'declarePersonalDataset',
  method: 'PUT',
  path: '/personal-datasets/{id}',
  summary:
    'Declare that the rows of a dataset on conditions are of persons, by the column of their identity number',
  tag,
  params: ById,
  body: Type.Object(
    { column: Type.String({ minLength: 1, maxLength: 200 }) },
    { additionalProperties: false },
  ),
  response: PersonalDataset,
  problems: ['not-permitted', 'not-found', 'wrong-state'],
});

/** Of the records of one person at most so many are shown. */
export const OWN_ROWS = 200;

export const getOwnRecords = operation({
  id: 'getOwnRecords',
  method: 'GET',
  path: '/own-records/{id}',
  summary: 'My own records in a dataset of persons, and which firms used such rows under my consent',
  tag,
  params: ByDataset,
  response: Type.Object({
    dataset: Named,
    fields: Type.Array(Type.Object({ name: Type.String(), label: Type.String() })),
    /** Values as texts, the first 200 rows; null: none is there. */
    items: Type.Array(Type.Array(Nullable(Type.String()))),
    more: Type.Boolean(),
    uses: Type.Array(PersonalUse),
  }),
  problems: [
    'sign-in-required',
    'not-permitted',
    'not-found',
    'assurance-too-low',
    'identity-unverified',
    'no-data-yet',
    'suspended',
  ],
});
