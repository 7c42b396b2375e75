import type { Ground } from '../../../rules/misconduct/ground.ts';
import { aPerson, aToken } from '../people.ts';
import type { Platform } from '../platform.ts';
import type { Shelf, Thing } from './things.ts';

const REASONS = ['超出协议约定的应用场景。'];
/** What records misuse against somebody, by credit code or user name. */
export const aRecord = (subject: string): { subject: string; ground: Ground; reasons: string[] } => ({
  ...{ subject, ground: 'beyond-scenario', reasons: REASONS },
});

export type MisconductThingName =
  | 'report'
  | 'examinedReport'
  | 'misconduct'
  | 'misconductOfOrganisation'
  | 'measuredMisconduct'
  | 'appealedMisconduct';

interface Whose {
  dataset(): Promise<Thing>;
  organisationId: string;
}

/** Reports about data of the own body; records against somebody, whose measures touch nothing else, or the own organisation. */
export function misconductThings(
  { services, ask, person, tokens }: Platform,
  shelf: (make: () => Promise<Thing>) => Shelf,
  { dataset, organisationId }: Whose,
): Record<MisconductThingName, Shelf> {
  let people = 0;
  let authority: Promise<string> | null = null;
  const asAuthority = (): Promise<string> => (authority ??= person('authority'));
  const step = async (token: string, id: string, event: string, body: object): Promise<void> => {
    await ask(token, 'POST', `/misconduct/${id}/${event}`, { body });
  };
  const report = async (): Promise<Thing> => {
    const { code } = await ask<{ code: string }>(null, 'GET', `/datasets/${(await dataset()).id}`);
    const body = { dataset: code, words: '某应用公开展示了约定之外的数据。' };
    const made = await ask<{ code: string }>(null, 'POST', '/misconduct-reports', { body, status: 201 });
    return services.db
      .selectFrom('misconduct')
      .select('id')
      .where('code', '=', made.code)
      .executeTakeFirstOrThrow();
  };
  const examined = async (): Promise<Thing> => {
    const thing = await report();
    await step(await asAuthority(), thing.id, 'examine', {});
    return thing;
  };
  const recorded = async (subject: string): Promise<Thing> => {
    const thing = await examined();
    await step(await asAuthority(), thing.id, 'record', aRecord(subject));
    return thing;
  };
  const somebody = async (): Promise<{ userName: string; token: string }> => {
    const userName = `accused-${(people += 1)}`;
    const roles = [{ role: 'person' as const }];
    return { userName, token: await aToken(services, await aPerson(services, { userName, roles })) };
  };
  const ofOrganisation = async (): Promise<Thing> => {
    const path = `/organisations/${organisationId}`;
    const { organisation } = await ask<{ organisation: { creditCode: string } }>(
      tokens.operator,
      'GET',
      path,
    );
    return recorded(organisation.creditCode);
  };
  return {
    report: shelf(report),
    examinedReport: shelf(examined),
    misconduct: shelf(async () => recorded((await somebody()).userName)),
    misconductOfOrganisation: shelf(ofOrganisation),
    measuredMisconduct: shelf(async () => {
      const thing = await recorded((await somebody()).userName);
      await step(tokens.operator, thing.id, 'restrict', { reasons: REASONS });
      return thing;
    }),
    appealedMisconduct: shelf(async () => {
      const { userName, token } = await somebody();
      const thing = await recorded(userName);
      await step(token, thing.id, 'appeal', { reasons: REASONS });
      return thing;
    }),
  };
}
