import { CONTENT } from '../../../rules/applications/testing/content.ts';
import type { Action } from '../../../rules/access/permissions.ts';
import type { PartEvent } from '../../../rules/applications/application-part.machine.ts';
import type { ProblemCode } from '../../../rules/problems/problems.ts';
import { OPINION, PDF } from '../applying.ts';
import { free, office, read, type Cell } from './cell.ts';
import type { ThingName } from './things.ts';

const asked = (cell: Cell): Cell => ({ ...cell, basis: 'xz-18' });
const reviewed = (cell: Cell): Cell => ({ ...cell, basis: 'xz-19' });
/** By somebody for themselves: only the roles that use data. */
const own = (on: string, needs: Action, ask?: Cell['ask']): Cell =>
  asked({ ...office(on, needs, ask), whose: 'mine' });

const stepWhole = (event: PartEvent, of: ThingName, needs: Action, reasons: string[] = []): Cell => ({
  ...reviewed(
    read(`an application to ${event}`, of, 'application.read', ({ thing }) => ({
      path: { id: thing.id, event },
      body: { reasons },
    })),
  ),
  needs,
  spends: true,
});
const stepPart = (
  event: PartEvent,
  of: ThingName,
  needs: Action,
  rest: { reasons?: string[]; answers?: ProblemCode } = {},
): Cell => ({
  ...reviewed(
    read(`a part to ${event}`, of, 'application.read', ({ thing }) => ({
      path: { id: thing.partId ?? thing.id, event },
      body: { reasons: rest.reasons ?? [] },
    })),
  ),
  needs,
  spends: true,
  ...(rest.answers ? { answers: rest.answers } : {}),
});
const ofPart =
  (body?: object): Cell['ask'] =>
  ({ thing }) => ({ path: { id: thing.partId ?? thing.id }, ...(body ? { body } : {}) });

const heard = (cell: Cell): Cell => ({ ...cell, basis: 'xz-19-3' });
/** That another expert is asked for. */
const opinion = (ask?: Cell['ask']): Cell => ({
  ...heard(read('an opinion asked of another', 'expertOpinion', 'expert-opinion.read', ask)),
  whose: 'somebody',
});

/** Operations on applications for conditional data. */
export const APPLICATION_CELLS: Record<string, readonly Cell[]> = {
  listApplications: [asked({ ...office('the applications', 'application.read'), whose: 'mine' })],
  getApplication: [
    asked(read('an application in review', 'askedApplication', 'application.read')),
    asked({ ...read('a draft', 'draftApplication', 'application.read'), knows: 'nobody', needs: 'nobody' }),
  ],
  createApplication: [
    {
      ...own('a new application', 'application.write', ({ thing }) => ({ body: { datasets: [thing.id] } })),
      of: 'conditional',
    },
  ],
  saveApplication: [
    asked({
      ...read('an application in review', 'askedApplication', 'application.read', ({ thing }) => ({
        path: { id: thing.id },
        body: {
          ...CONTENT,
          parts: [{ datasetId: thing.datasetId ?? '', terms: thing.terms ?? {} }],
          revision: thing.revision ?? 0,
        },
      })),
      needs: 'application.write',
    }),
  ],
  stepApplication: [
    stepWhole('submit', 'askedApplication', 'application.write'),
    stepWhole('withdraw', 'askedApplication', 'application.write'),
    { ...stepWhole('accept', 'askedApplication', 'application.intake'), answers: 'wrong-state' },
    { ...stepWhole('decline', 'askedApplication', 'application.intake', ['缺材料']), answers: 'wrong-state' },
  ],
  prepareOpinion: [
    {
      ...reviewed(read('a part in review', 'askedApplication', 'application.read', ofPart(OPINION))),
      needs: 'application.prepare',
      spends: true,
    },
  ],
  stepApplicationPart: [
    stepPart('ask', 'askedApplication', 'application.prepare', { reasons: ['用多久？'] }),
    stepPart('answer', 'askedApplication', 'application.write', { reasons: ['一年'] }),
    stepPart('approve', 'preparedApplication', 'application.decide'),
    stepPart('return', 'preparedApplication', 'application.decide', { reasons: ['写清楚'] }),
    stepPart('reject', 'preparedApplication', 'application.decide', { answers: 'opinion-missing' }),
    stepPart('take-offer', 'preparedApplication', 'application.write'),
    stepPart('write', 'askedApplication', 'application.write', { reasons: ['可以先看样例吗？'] }),
    stepPart('reply', 'askedApplication', 'application.prepare', { reasons: ['可以。'] }),
    stepPart('remind', 'askedApplication', 'application.write', { answers: 'not-due-yet' }),
    stepPart('uphold', 'askedApplication', 'application.reconsider', {
      reasons: ['维持'],
      answers: 'wrong-state',
    }),
  ],
  getExpertReview: [heard(read('a part in review', 'askedApplication', 'application.read', ofPart()))],
  askExperts: [
    {
      ...heard(
        read(
          'a part in review',
          'askedApplication',
          'application.read',
          ofPart({ question: '要不要名称？' }),
        ),
      ),
      needs: 'application.prepare',
      spends: true,
    },
  ],
  listExpertOpinions: [{ ...heard(office('one’s own', 'expert-opinion.read')), whose: 'mine' }],
  getExpertOpinion: [opinion()],
  signExpertOpinion: [
    opinion(({ thing }) => ({
      path: { id: thing.id },
      body: {
        advice: 'approve',
        marks: { benefit: 3, replicability: 3, necessity: 3, safety: 3 },
        text: '可行',
      },
    })),
  ],
  recuseExpert: [opinion(({ thing }) => ({ path: { id: thing.id }, body: { reason: '有利害关系' } }))],
  studyApplicationPart: [
    reviewed(read('a part in review', 'askedApplication', 'application.read', ofPart())),
  ],
  listMaterials: [own('one’s documents', 'application.write')],
  addMaterial: [
    own('a new document', 'application.write', ({ number }) => ({
      body: { kind: `材料${String(number)}`, fileName: 'a.pdf', validUntil: null, content: PDF },
    })),
  ],
  downloadMaterial: [
    asked(
      read('a document of an application', 'askedApplication', 'application.read', ({ thing }) => ({
        path: { id: thing.materialId ?? '' },
      })),
    ),
  ],
  getApplicationFigures: [{ ...free('the figures of applications'), basis: 'xz-18' }],
};
