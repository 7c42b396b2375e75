import { free, office, publicly, type Cell } from './cell.ts';

const NOBODY = '00000000-0000-4000-8000-000000000000';
const consented = (cell: Cell): Cell => ({ ...cell, basis: 'plan2023-3.4' });
const own = (cell: Cell): Cell => consented({ ...cell, whose: 'mine' });

/** Operations on data of persons: only they themselves consent, see and revoke. */
export const PERSONAL_CONSENT_CELLS: Record<string, readonly Cell[]> = {
  listPersonalConsents: [own(office('one’s consents', 'personal-consent.read'))],
  givePersonalConsent: [
    {
      ...own(
        office('a firm that was granted nothing', 'personal-consent.write', () => ({
          body: { datasetId: NOBODY, organisationId: NOBODY, until: '2030-01-01' },
        })),
      ),
      answers: 'identity-unverified',
    },
  ],
  revokePersonalConsent: [
    consented({
      ...office('the consent of nobody', 'personal-consent.write', () => ({ path: { id: NOBODY } })),
      ...{ knows: 'nobody', needs: 'nobody' },
    }),
  ],
  listPersonalDatasets: [consented(free('the datasets of persons'))],
  declarePersonalDataset: [
    {
      ...consented(
        publicly('a conditional dataset, by no field of it', 'conditional', ({ thing }) => ({
          path: { id: thing.id },
          body: { column: '没有的字段' },
        })),
      ),
      needs: 'personal-data.declare',
      answers: 'invalid-input',
    },
  ],
  getOwnRecords: [
    {
      ...office('a dataset, without a verified identity', 'personal-consent.read', ({ thing }) => ({
        path: { id: thing.id },
      })),
      ...{ basis: 'plan2023-3.5', of: 'conditional', whose: 'mine', answers: 'identity-unverified' },
    },
  ],
};
