import {
  checkApplication,
  complement,
  type AskedPart,
  type CheckedApplication,
} from '../../../rules/applications/check-application.ts';
import { parseConditions } from '../../../rules/conditions/parse-conditions.ts';
import { emptyEntry, type ListEntry } from '../../../rules/datasets/list-entry.schema.ts';
import type { Finding } from '../../../rules/findings/finding.schema.ts';
import { cityDay } from '../../../rules/time/clock.ts';
import type { Call } from '../../context.ts';
import type { Reader } from '../../store/database.ts';
import { findDataset } from '../datasets/index.ts';
import type { Application, Part, SeenConditions } from './application.queries.ts';
import { otherRequests, type OtherRequest } from './like-requests.queries.ts';
import { materialsByIds } from './material.queries.ts';

/** The entry in force of every dataset that is asked for, by its id. */
export async function entriesOf(db: Reader, parts: readonly Part[]): Promise<Map<string, ListEntry>> {
  const found = new Map<string, ListEntry>();
  for (const { dataset } of parts)
    found.set(dataset.id, (await findDataset(db, dataset.id))?.entry ?? emptyEntry());
  return found;
}

export const conditionsOf = ({ conditions, materials }: ListEntry): SeenConditions => ({
  conditions: [...conditions],
  materials: [...materials],
});

const DAY_MS = 86_400_000;

/** Everything that the conditions in force find missing of an application, and what is worth noticing. */
export async function findingsOf(db: Reader, call: Call, application: Application): Promise<Finding[]> {
  const { content, parts, organisationId } = application;
  const kept = parts.filter(({ state }) => state !== 'withdrawn');
  const entries = await entriesOf(db, kept);
  const now = call.services.clock.now();
  const { splittingDays } = call.services.profile.applications;
  const others = await otherRequests(db, application, new Date(now.getTime() - splittingDays * DAY_MS));
  const checked: CheckedApplication = {
    content,
    parts: kept.map((part) => askedPart(part, entries.get(part.dataset.id) ?? emptyEntry(), others)),
    materials: await materialsByIds(db, application, content.materialIds),
    isOrganisation: organisationId !== null,
    today: cityDay(now),
    splittingDays,
  };
  return checkApplication(checked);
}

function askedPart(part: Part, entry: ListEntry, others: readonly OtherRequest[]): AskedPart {
  const same = others.filter(({ datasetId }) => datasetId === part.dataset.id);
  return {
    name: part.dataset.name,
    openClass: entry.openClass,
    fields: entry.fields,
    conditions: parseConditions(entry.conditions.join('\n')).terms,
    materials: entry.materials,
    terms: part.terms,
    conditionsChanged: isOther(conditionsOf(entry), part.conditions),
    alreadyAsked: same.find(({ isOwn, isUnderWay }) => isOwn && isUnderWay)?.code ?? null,
    splitWith: same.filter(({ fields }) => complement(fields, part.terms.fields)).map(({ code }) => code),
  };
}

/** By their lists: the store keeps the members of an object in an order of its own. */
const isOther = (now: SeenConditions, seen: SeenConditions): boolean =>
  JSON.stringify([now.conditions, now.materials]) !== JSON.stringify([seen.conditions, seen.materials]);
