import type {
  ApplicationContent,
  ApplicationInput,
  Opinion,
} from '../../rules/applications/application.schema.ts';
import type { ApplicationView } from '../../rules/applications/applications.operations.ts';
import { CONTENT } from '../../rules/applications/testing/content.ts';
import { aPerson, aToken } from './people.ts';
import type { Door, Platform } from './platform.ts';
import { aFile, completed, sendVersion, submitListing, writeDraft } from './publishing.ts';

const ROWS = '编号,名称,泊位数\n0001,甲停车场,120\n0002,乙停车场,80\n';

/** A listed dataset on conditions; answers its id. */
export async function aConditional(
  platform: Platform,
  name: string,
  { conditions = ['仅用于科学研究'], materials = ['营业执照'] } = {},
): Promise<string> {
  const { datasetId } = await sendVersion(platform, aFile(ROWS));
  await writeDraft(platform, datasetId, (written) => {
    const entry = completed(written, name);
    const levels = { ...entry.grade.levels, supply: 'D2' };
    return { ...entry, conditions, materials, openClass: 'conditional', grade: { ...entry.grade, levels } };
  });
  const order = await submitListing(platform, datasetId);
  await platform.ask(platform.tokens.operator, 'POST', `/work-orders/${order}/accept`, { body: {} });
  return datasetId;
}

let applicants = 0;
/** A person of real name; answers their token. */
export async function anApplicant({ services }: Platform): Promise<string> {
  const userName = `applicant-${(applicants += 1)}`;
  const roles = [{ role: 'person' as const }];
  return aToken(services, await aPerson(services, { userName, assuranceLevel: 2, roles }));
}

export const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n').toString('base64');

/** Approved as it was asked for. */
export const OPINION: Opinion = {
  outcome: 'approve',
  terms: null,
  reasons: [],
  benefit: 4,
  replicability: 3,
  unlikePrecedent: '范围和用途与先例不同。',
};

export const aMaterial = ({ ask }: Door, token: string, kind = '营业执照'): Promise<{ id: string }> =>
  ask(token, 'POST', '/application-materials', {
    body: { kind, fileName: `${kind}.pdf`, validUntil: null, content: PDF },
    status: 201,
  });

export const inputOf = (
  { parts }: ApplicationView,
  changes: Partial<ApplicationContent> = {},
): ApplicationInput => ({
  ...CONTENT,
  ...changes,
  parts: parts.map(({ dataset, terms }) => ({ datasetId: dataset.id, terms })),
});

/** A draft in which nothing is missing. */
export async function aWrittenApplication(
  platform: Door,
  token: string,
  datasets: readonly string[],
  materials?: readonly { id: string }[],
): Promise<ApplicationView> {
  const { ask } = platform;
  const draft = await ask<ApplicationView>(token, 'POST', '/applications', {
    body: { datasets },
    status: 201,
  });
  const materialIds = (materials ?? [await aMaterial(platform, token)]).map(({ id }) => id);
  const body = { ...inputOf(draft, { materialIds }), revision: draft.revision };
  return ask<ApplicationView>(token, 'PUT', `/applications/${draft.id}`, { body });
}

/** Sent by its applicant, and where told taken in. */
export async function aSentApplication(
  platform: Door,
  token: string,
  datasets: readonly string[],
  { takenIn = false, materials }: { takenIn?: boolean; materials?: readonly { id: string }[] } = {},
): Promise<ApplicationView> {
  const { ask, tokens } = platform;
  const { id } = await aWrittenApplication(platform, token, datasets, materials);
  await ask(token, 'POST', `/applications/${id}/submit`, { body: {} });
  if (takenIn) await ask(tokens.operator, 'POST', `/applications/${id}/accept`, { body: {} });
  return ask<ApplicationView>(token, 'GET', `/applications/${id}`);
}
