import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Actor } from '../access/roles.ts';
import { catalogueImportMachine, IMPORT_STATES } from '../catalogue/import/catalogue-import.machine.ts';
import { datasetMachine, DATASET_STATES, type DatasetThing } from '../datasets/dataset.machine.ts';
import { BATCH_STATES, draftBatchMachine } from '../draft-batches/draft-batch.machine.ts';
import { OPEN_CLASSES } from '../datasets/list-entry.schema.ts';
import type { ProblemCode } from '../problems/problems.ts';
import type { Provision } from '../provisions/provisions.ts';
import { MISMATCH_STATES, mismatchMachine, type MismatchThing } from '../reconciliation/mismatch.machine.ts';
import { SOURCE_STATES, sourceMachine, type SourceThing } from '../sources/source.machine.ts';
import { VERSION_STATES, versionMachine, type VersionThing } from '../versions/version.machine.ts';
import {
  WORK_ORDER_STATES,
  workOrderMachine,
  type WorkOrderThing,
} from '../work-orders/work-order.machine.ts';
import { actors, bodyId, keepsItsTable, PEOPLE } from './testing/keeps-its-table.ts';
import { permitted, step } from './machine.ts';

const datasets = fc.record<DatasetThing>({
  state: fc.constantFrom(...DATASET_STATES),
  bodyId,
  openClass: fc.constantFrom(...OPEN_CLASSES, null),
  hasPublishedVersion: fc.boolean(),
  isGraded: fc.boolean(),
  stateSecret: fc.boolean(),
});
const versions = fc.record<VersionThing>({
  state: fc.constantFrom(...VERSION_STATES),
  bodyId,
  preparedBy: fc.constantFrom(...PEOPLE),
  datasetState: fc.constantFrom(...DATASET_STATES),
  releasable: fc.boolean(),
});
const sources = fc.record<SourceThing>({
  state: fc.constantFrom(...SOURCE_STATES),
  bodyId,
  preparedBy: fc.constantFrom(...PEOPLE),
});
const mismatches = fc.record<MismatchThing>({
  state: fc.constantFrom(...MISMATCH_STATES),
  bodyId,
  agrees: fc.boolean(),
});
const orders = fc.record<WorkOrderThing>({
  state: fc.constantFrom(...WORK_ORDER_STATES),
  bodyId,
  preparedBy: fc.constantFrom(...PEOPLE),
  submittedBy: fc.constantFrom(...PEOPLE, null),
  reasons: fc.constantFrom([], [{ ground: 'incomplete', text: '缺要素' }]),
  entryIsComplete: fc.boolean(),
  classFollowsGrade: fc.boolean(),
  secrecyPassed: fc.boolean(),
  stateSecret: fc.boolean(),
});

const complete: WorkOrderThing = {
  state: 'prepared',
  bodyId: 'own',
  preparedBy: 'preparer',
  submittedBy: null,
  reasons: [],
  entryIsComplete: true,
  classFollowsGrade: true,
  secrecyPassed: true,
  stateSecret: false,
};
const somebody = (accountId: string): Omit<Actor, 'role'> => ({
  accountId,
  bodyId: null,
  organisationId: null,
  district: null,
  assuranceLevel: 0,
});
const aReviewer = (accountId: string): Actor => ({
  ...somebody(accountId),
  role: 'publisher-reviewer',
  bodyId: 'own',
});
const anOperator = (accountId: string): Actor => ({ ...somebody(accountId), role: 'operator' });

describe('the life cycle of a dataset', () => {
  keepsItsTable(datasetMachine, datasets);

  it('[xz-9] [xz-13] [xz-17] given any history, when the dataset is open, then it was listed first, is graded, not closed and has data', () => {
    const start: DatasetThing = {
      state: 'drafted',
      bodyId: 'own',
      openClass: null,
      hasPublishedVersion: false,
      isGraded: false,
      stateSecret: false,
    };
    const act = fc.record({
      event: fc.constantFrom(...datasetMachine.events),
      actor: actors,
      openClass: fc.constantFrom(...OPEN_CLASSES),
      hasPublishedVersion: fc.boolean(),
      isGraded: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(act, { maxLength: 30 }), (history) => {
        let wasListed = false;
        history.reduce((before, { event, actor, ...facts }) => {
          const thing = { ...before, ...facts };
          const outcome = step(datasetMachine, thing, event, actor);
          if (!outcome.ok) return before;
          wasListed ||= event === 'list';
          if (outcome.state === 'open') expect(wasListed).toBe(true);
          if (event === 'open') {
            expect(thing.openClass).not.toBe('closed');
            expect(thing.hasPublishedVersion).toBe(true);
            expect(thing.isGraded).toBe(true);
          }
          return { ...thing, state: outcome.state };
        }, start);
      }),
    );
  });

  it('[xz-31] given a withdrawn dataset, when anything comes, then it stays withdrawn', () => {
    expect(Object.values(datasetMachine.transitions.withdrawn)).toEqual(
      datasetMachine.events.map(() => null),
    );
  });

  it('[xz-31] given an open dataset, when it is suspended, then only resuming opens it again', () => {
    const back = datasetMachine.events.filter(
      (event) => datasetMachine.transitions.suspended[event]?.to === 'open',
    );
    expect(back).toEqual(['resume']);
  });
});

describe('the life cycle of a data version', () => {
  keepsItsTable(versionMachine, versions);

  const validated: VersionThing = {
    state: 'validated',
    bodyId: 'own',
    preparedBy: 'preparer',
    datasetState: 'open',
    releasable: true,
  };

  it('[xz-16-1] given a validated version, when a reviewer who did not prepare it publishes it, then it is published', () => {
    const outcome = step(versionMachine, validated, 'publish', aReviewer('third'));
    expect(outcome).toEqual({ ok: true, state: 'published', basis: 'xz-16-1' });
  });

  it('[xz-16-1] given a validated version, when a reviewer who prepared it publishes it, then four eyes are asked for', () => {
    const outcome = step(versionMachine, validated, 'publish', aReviewer('preparer'));
    expect(outcome).toEqual({ ok: false, code: 'four-eyes', basis: 'xz-16-1' });
  });

  it('[xz-9] given any version of a dataset that is not on the list or suspended, when anyone publishes it, then it is not', () => {
    const away = fc.constantFrom(...DATASET_STATES.filter((state) => state !== 'listed' && state !== 'open'));
    fc.assert(
      fc.property(versions, away, actors, (version, datasetState, actor) => {
        expect(step(versionMachine, { ...version, datasetState }, 'publish', actor).ok).toBe(false);
        expect(step(versionMachine, { ...validated, datasetState }, 'publish', aReviewer('third')).ok).toBe(
          false,
        );
      }),
    );
  });

  it.each(['published', 'discarded'] as const)(
    'given a %s version, when anything comes, then it stays',
    (state) => {
      expect(Object.values(versionMachine.transitions[state])).toEqual(versionMachine.events.map(() => null));
    },
  );
});

describe('the life cycle of a mismatch', () => {
  keepsItsTable(mismatchMachine, mismatches);

  it('[plan2023-2.3] given a mismatch on which both sides still disagree, when anyone wants it resolved, then it is not', () => {
    fc.assert(
      fc.property(mismatches, actors, (mismatch, actor) => {
        expect(step(mismatchMachine, { ...mismatch, agrees: false }, 'resolve', actor).ok).toBe(false);
      }),
    );
  });
});

describe('the life cycle of an import of a catalogue', () => {
  keepsItsTable(catalogueImportMachine, fc.record({ state: fc.constantFrom(...IMPORT_STATES) }));
  it('given it is being taken, when anything but its end comes, then it goes on: it can neither be dropped nor taken twice', () => {
    const actor = anOperator('third');
    expect(permitted(catalogueImportMachine, { state: 'taking' }, actor)).toEqual(['finish']);
    expect(permitted(catalogueImportMachine, { state: 'taken' }, actor)).toEqual([]);
  });
});

describe('the life cycle of changes of many drafts', () => {
  keepsItsTable(draftBatchMachine, fc.record({ state: fc.constantFrom(...BATCH_STATES), bodyId }));
});

describe('the life cycle of a data source', () => {
  keepsItsTable(sourceMachine, sources);

  const drafted: SourceThing = { state: 'drafted', bodyId: 'own', preparedBy: 'preparer' };

  it('[xz-16-2] given a drafted source, when a reviewer who did not write its address approves it, then it is approved', () => {
    const outcome = step(sourceMachine, drafted, 'approve', aReviewer('third'));
    expect(outcome).toEqual({ ok: true, state: 'approved', basis: 'xz-16-2' });
  });

  it('[xz-16-1] given any history, when a source is approved, then somebody other than the writer of its address did it', () => {
    const writer = (accountId: string): Actor => ({
      ...somebody(accountId),
      role: 'publisher-editor',
      bodyId: 'own',
    });
    const act = fc.record({
      event: fc.constantFrom(...sourceMachine.events),
      actor: fc.constantFrom(...PEOPLE.flatMap((id) => [aReviewer(id), writer(id)])),
    });
    fc.assert(
      fc.property(fc.array(act, { maxLength: 30 }), (history) => {
        let approvedBy: string | null = null;
        history.reduce((thing, { event, actor }) => {
          const outcome = step(sourceMachine, thing, event, actor);
          if (!outcome.ok) return thing;
          const preparedBy = event === 'change' ? (actor.accountId ?? '') : thing.preparedBy;
          if (event === 'approve') approvedBy = actor.accountId;
          if (outcome.state === 'drafted') approvedBy = null;
          if (outcome.state === 'approved') {
            expect(approvedBy).not.toBeNull();
            expect(approvedBy).not.toBe(preparedBy);
          }
          return { ...thing, preparedBy, state: outcome.state };
        }, drafted);
      }),
    );
  });

  it('given an ended source, when anything comes, then it stays ended', () => {
    expect(Object.values(sourceMachine.transitions.ended)).toEqual(sourceMachine.events.map(() => null));
  });
});

describe('the life cycle of a list change', () => {
  keepsItsTable(workOrderMachine, orders);
  const judging = fc.constantFrom(...(['submit', 'send-back', 'accept', 'return'] as const));
  const deciding = fc.constantFrom(...(['accept', 'return'] as const));
  const judges = fc.constantFrom(aReviewer('third'), anOperator('third'));

  it('[xz-11] given any list change, when its preparer judges it in whatever role, then it is not done', () => {
    fc.assert(
      fc.property(orders, judges, judging, (order, judge, event) => {
        const actor = { ...judge, accountId: order.preparedBy };
        expect(step(workOrderMachine, order, event, actor).ok).toBe(false);
      }),
    );
  });

  it('[xz-11] given any list change, when its submitter decides it in whatever role, then it is not done', () => {
    fc.assert(
      fc.property(
        orders,
        fc.constantFrom(...PEOPLE),
        judges,
        deciding,
        (order, submittedBy, judge, event) => {
          const actor = { ...judge, accountId: submittedBy };
          expect(step(workOrderMachine, { ...order, submittedBy }, event, actor).ok).toBe(false);
        },
      ),
    );
  });

  it('[xz-11] given a complete change, when editor, reviewer and operator do their part, then it is accepted', () => {
    const submitted = step(workOrderMachine, complete, 'submit', aReviewer('submitter'));
    expect(submitted).toMatchObject({ ok: true, state: 'submitted' });
    const order: WorkOrderThing = { ...complete, state: 'submitted', submittedBy: 'submitter' };
    expect(step(workOrderMachine, order, 'accept', anOperator('third'))).toMatchObject({
      ok: true,
      state: 'accepted',
    });
    expect(step(workOrderMachine, order, 'accept', anOperator('submitter'))).toMatchObject({
      code: 'four-eyes',
    });
    expect(step(workOrderMachine, order, 'accept', anOperator('preparer'))).toMatchObject({
      code: 'four-eyes',
    });
  });

  const isRefused = (lack: Partial<WorkOrderThing>, code: ProblemCode, basis: Provision): void => {
    const order: WorkOrderThing = { ...complete, ...lack };
    const refused = { ok: false, code, basis };
    expect(step(workOrderMachine, order, 'submit', aReviewer('submitter'))).toEqual(refused);
    const submitted = { ...order, state: 'submitted', submittedBy: 'submitter' } as const;
    expect(step(workOrderMachine, submitted, 'accept', anOperator('third'))).toEqual(refused);
  };

  it('[xz-9] given an incomplete change, when it is submitted or accepted, then it is not', () => {
    isRefused({ entryIsComplete: false }, 'incomplete-entry', 'xz-9');
  });

  it('[xz-14] given a change against its grade, when it is submitted or accepted, then it is not', () => {
    isRefused({ classFollowsGrade: false }, 'against-grading', 'xz-14');
  });

  it('[xz-9] [xz-14] given any history, when the change is accepted, then it was complete and graded, and three people made it', () => {
    const people = actors.filter(({ role }) => role !== 'system');
    const fitting = fc.constantFrom(...PEOPLE.flatMap((id) => [aReviewer(id), anOperator(id)]));
    const act = fc.record({
      event: fc.constantFrom(...workOrderMachine.events),
      actor: fc.oneof(people, fitting),
      entryIsComplete: fc.boolean(),
      classFollowsGrade: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(act, { maxLength: 30 }), (history) => {
        history.reduce((before, { event, actor, ...facts }) => {
          const order = { ...before, ...facts };
          const outcome = step(workOrderMachine, order, event, actor);
          if (!outcome.ok) return before;
          if (outcome.state === 'accepted') {
            expect([order.entryIsComplete, order.classFollowsGrade]).toEqual([true, true]);
            expect(new Set([order.preparedBy, order.submittedBy, actor.accountId]).size).toBe(3);
          }
          const submittedBy = event === 'submit' ? actor.accountId : order.submittedBy;
          return { ...order, submittedBy, state: outcome.state };
        }, complete);
      }),
    );
  });

  it('[xz-11] given a change without a reason, when it is sent back or returned, then it is not', () => {
    fc.assert(
      fc.property(
        orders,
        actors,
        fc.constantFrom('send-back' as const, 'return' as const),
        (order, actor, event) => {
          expect(step(workOrderMachine, { ...order, reasons: [] }, event, actor).ok).toBe(false);
        },
      ),
    );
  });

  it.each(['returned', 'accepted', 'cancelled'] as const)(
    'given a %s change, when anything comes, then it stays: a corrected one is a new work order',
    (state) => {
      expect(Object.values(workOrderMachine.transitions[state])).toEqual(
        workOrderMachine.events.map(() => null),
      );
    },
  );
});
