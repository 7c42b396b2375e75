import { wholeTable } from '../../../rules/expressions/query-tree.ts';
import { onlyOf } from '../../../rules/personal-consents/only-of.ts';
import {
  OWN_ROWS,
  type declarePersonalDataset,
  type getOwnRecords,
  type listPersonalDatasets,
} from '../../../rules/personal-consents/personal-consents.operations.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import type { Call } from '../../context.ts';
import type { EngineTable } from '../../engine/index.ts';
import type { UseCase } from '../../plugins/operations.ts';
import { permit } from '../../plugins/permit.ts';
import { identitiesOf, needLevel } from '../accounts/index.ts';
import { knownDataset } from '../datasets/index.ts';
import { recordEvent } from '../events/index.ts';
import { rowsByRight, workOf } from '../records/index.ts';
import { list as listConsents, personIn } from './consent.use-cases.ts';
import { declareDataset, isGranted, personalDatasets, renewGrants } from './personal-consent.queries.ts';

export const listDatasets: UseCase<typeof listPersonalDatasets> = async ({ services }) => ({
  items: await personalDatasets(services.db, null),
});

/** Said once, it holds: while grants of the dataset serve, another column could be another person's. */
export const declare: UseCase<typeof declarePersonalDataset> = async (call, { id, column }) => {
  const { actor, services } = call;
  const { dataset } = await knownDataset(call, id);
  permit(actor, 'personal-data.declare', { bodyId: dataset.publisher.id });
  const field = dataset.entry?.fields.find(({ name, label }) => name === column || label === column);
  if (dataset.openClass !== 'conditional' || field?.type !== 'text')
    throw new Problem('invalid-input', {
      provision: 'plan2023-3.4',
      errors: [{ pointer: '/column', detail: call.t('personalConsent.column-wrong') }],
    });
  return services.db.transaction().execute(async (trx) => {
    const [known] = await personalDatasets(trx, id);
    if (known && known.column !== field.name && (await isGranted(trx, id)))
      throw new Problem('wrong-state', { provision: 'plan2023-3.4' });
    const at = services.clock.now();
    await declareDataset(trx, { datasetId: id, column: field.name, by: actor.accountId ?? '', at });
    await renewGrants(trx, id, null);
    await recordEvent(trx, call, {
      action: 'personal-data.declare',
      thing: 'dataset',
      thingId: id,
      provision: 'plan2023-3.4',
      data: { column: field.name },
    });
    const [declared] = await personalDatasets(trx, id);
    if (!declared) throw new Problem('not-found');
    return declared;
  });
};

/** The records of one person, and what firms did with them; who looks at them is in the trail. */
export const ownRecords: UseCase<typeof getOwnRecords> = async (call, { id: ref }) => {
  const accountId = personIn(call, 'personal-consent.read');
  needLevel(call, 'own-records');
  const { services } = call;
  const number = (await identitiesOf(services.db, services, [accountId])).get(accountId);
  if (number === undefined) throw new Problem('identity-unverified', { provision: 'plan2023-3.5' });
  const { dataset } = await knownDataset(call, ref);
  const [declared] = await personalDatasets(services.db, dataset.id);
  if (!declared) throw new Problem('not-found');
  const table = await rowsByRight(call, dataset.id, (whole) => ownPart(whole, declared.column, number));
  const { fields, items, more } = await rowsOf(call, dataset.id, table);
  const consents = await listConsents(call, {});
  await services.db.transaction().execute((trx) =>
    recordEvent(trx, call, {
      action: 'own-records.read',
      thing: 'dataset',
      thingId: dataset.id,
      provision: 'plan2023-3.5',
      data: { rows: items.length },
    }),
  );
  const uses = consents.items.flatMap((each) => (each.dataset.id === dataset.id ? each.uses : []));
  // Of two consents that met on a day each counts the whole day.
  const once = [...new Map(uses.map((use) => [`${use.day} ${use.organisation}`, use])).values()];
  return { dataset: declared.dataset, fields, items, more, uses: once };
};

function ownPart(whole: EngineTable, column: string, number: string): EngineTable {
  const rowFilter = onlyOf(whole.columns, column, [number]);
  if (!rowFilter) throw new Problem('no-data-yet', { provision: 'plan2023-3.5' });
  const columns = whole.columns.map(({ name, label, type }) => ({ name, label, type }));
  return { ...whole, columns, confined: { whole, rowFilter } };
}

async function rowsOf(call: Call, datasetId: string, table: EngineTable) {
  const { engine, running } = call.services;
  const query = wholeTable(table.columns);
  const page = await running.during(workOf(call, 'rows', datasetId, 'json'), (asker) =>
    engine.rows(table, query, { limit: OWN_ROWS }, asker),
  );
  const rows = JSON.parse(page.json) as Record<string, unknown>[];
  const textOf = (value: unknown): string | null => {
    if (value === null || value === undefined) return null;
    return typeof value === 'string' ? value : JSON.stringify(value);
  };
  return {
    fields: table.columns.map(({ name, label }) => ({ name, label })),
    items: rows.map((row) => table.columns.map(({ name }) => textOf(row[name]))),
    more: page.next !== null,
  };
}
