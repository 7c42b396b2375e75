import { can } from '../../../rules/access/permissions.ts';
import { checkRules, unfitness } from '../../../rules/field-rules/check-rules.ts';
import type { FieldRule } from '../../../rules/field-rules/field-rule.schema.ts';
import type {
  FieldRulesView,
  getFieldRules,
  previewFieldRules,
  saveFieldRules,
} from '../../../rules/field-rules/field-rules.operations.ts';
import { proposeRules } from '../../../rules/field-rules/propose-rules.ts';
import { Problem, type FieldError } from '../../../rules/problems/problems.ts';
import type { Call } from '../../context.ts';
import { checkPatterns } from '../../ingest/index.ts';
import type { UseCase } from '../../plugins/operations.ts';
import { permit } from '../../plugins/permit.ts';
import { findDataset, lockDataset, mayReadDraft, workingEntry, type Dataset } from '../datasets/index.ts';
import { recordEvent } from '../events/index.ts';
import { workOf } from '../records/index.ts';
import {
  distributionsOf,
  fieldRulesOf,
  findVersion,
  insertFieldRules,
  versionsOf,
  type DataVersion,
} from '../versions/index.ts';

async function draftedDataset(call: Call, id: string): Promise<Dataset> {
  const dataset = await findDataset(call.services.db, id);
  if (!dataset || !mayReadDraft(call, dataset)) throw new Problem('not-found');
  return dataset;
}

const fieldsOf = (dataset: Dataset): FieldRulesView['fields'] =>
  workingEntry(dataset).fields.map(({ name, label, type }) => ({ name, label, type }));

const mayWrite = ({ actor }: Call, { publisher, state }: Dataset): boolean =>
  can(actor, 'draft.write', { bodyId: publisher.id }) && state !== 'withdrawn';

export const get: UseCase<typeof getFieldRules> = async (call, { id }) => {
  const { db } = call.services;
  const dataset = await draftedDataset(call, id);
  const { revision, rules, writtenBy, writtenAt } = await fieldRulesOf(db, dataset.id);
  const version = await looksAt(call, dataset);
  const proposals = version?.manifest
    ? proposeRules(version.manifest, await distributionsOf(db, version.id), rules)
    : [];
  return {
    datasetId: dataset.id,
    datasetCode: dataset.code,
    name: workingEntry(dataset).name,
    revision,
    rules,
    writtenBy,
    writtenAt: writtenAt?.toISOString() ?? null,
    fields: fieldsOf(dataset),
    proposals,
    can: { save: mayWrite(call, dataset) },
  };
};

export const save: UseCase<typeof saveFieldRules> = async (call, { id, revision, rules }) => {
  await refuseFaulty(call, await writableDataset(call, id), rules);
  const datasetId = await call.services.db.transaction().execute(async (trx) => {
    const dataset = await lockDataset(trx, id);
    const { accountId: by } = call.actor;
    if (!dataset || by === null) throw new Problem('not-found');
    if (dataset.state === 'withdrawn') throw new Problem('wrong-state');
    const last = await fieldRulesOf(trx, dataset.id);
    if (last.revision !== revision) throw new Problem('changed-meanwhile');
    const next = revision + 1;
    const at = call.services.clock.now();
    await insertFieldRules(trx, { datasetId: dataset.id, revision: next, rules, by, at });
    await recordEvent(trx, call, {
      action: 'field-rules.save',
      thing: 'dataset',
      thingId: dataset.id,
      version: next,
      provision: 'xz-16-1',
      data: { rules: rules.length, blocking: rules.filter(({ blocks }) => blocks).length },
    });
    return dataset.id;
  });
  return get(call, { id: datasetId });
};

export const preview: UseCase<typeof previewFieldRules> = async (call, { id, rules }) => {
  const dataset = await writableDataset(call, id);
  await refuseFaulty(call, dataset, rules);
  const version = await looksAt(call, dataset);
  if (!version?.manifest) throw new Problem('no-data-yet');
  const { id: versionId, number, manifest } = version;
  const { columns, rows } = manifest;
  const asked = rules.filter((rule) => unfitness(rule, columns) === null);
  using file = await call.services.objects.hold(manifest.data.digest);
  const { engine, running } = call.services;
  const breaches = await running.during(workOf(call, 'rows', dataset.id, 'rules'), (asker) =>
    engine.breaches({ path: file.path, columns, rows }, asked, asker),
  );
  const counts = new Map(asked.map((rule, place) => [rule, breaches[place]?.count ?? 0]));
  return { versionId, number, rows, counts: rules.map((rule) => counts.get(rule) ?? null) };
};

/** Counts would tell what is in the data: only for those who write the rules of it. */
async function writableDataset(call: Call, id: string): Promise<Dataset> {
  const dataset = await draftedDataset(call, id);
  permit(call.actor, 'draft.write', { bodyId: dataset.publisher.id });
  return dataset;
}

/** The version that readers have, else the newest one that was converted. */
async function looksAt({ services: { db } }: Call, dataset: Dataset): Promise<DataVersion | undefined> {
  if (dataset.currentVersionId !== null) return findVersion(db, dataset.currentVersionId);
  return (await versionsOf(db, dataset.id)).find(({ manifest }) => manifest !== null);
}

/** Throws `invalid-input` with everything that is wrong with the rules, by their places. */
async function refuseFaulty({ t }: Call, dataset: Dataset, rules: readonly FieldRule[]): Promise<void> {
  const faults = checkRules(rules, fieldsOf(dataset));
  const errors: FieldError[] = faults.map(({ pointer, fault }) => ({
    pointer,
    detail: t(`fieldRule.fault.${fault}`),
  }));
  const patterns = rules.flatMap((rule, place) =>
    rule.kind === 'pattern' ? [{ pointer: `/rules/${String(place)}`, pattern: rule.pattern }] : [],
  );
  const refused = await checkPatterns(patterns.map(({ pattern }) => pattern));
  for (const [place, { pointer }] of patterns.entries()) {
    const reason = refused[place];
    if (reason) errors.push({ pointer, detail: t('fieldRule.fault.pattern-unreadable', { reason }) });
  }
  if (errors.length > 0) throw new Problem('invalid-input', { errors });
}
