import type { ApplicationView } from '../../../../rules/applications/applications.operations.ts';
import type { AgreementView } from '../../../../rules/agreements/agreements.operations.ts';
import { standingClock } from '../../../../rules/time/clock.ts';
import { aConditional, aWrittenApplication } from '../../../testing/applying.ts';
import { aSession } from '../../../testing/matrix/callers.ts';
import {
  anOrganisation,
  aPerson,
  aToken,
  codeOf,
  PASSWORD,
  type TestPerson,
  type WishedRole,
} from '../../../testing/people.ts';
import { testPlatform, type Platform } from '../../../testing/platform.ts';

const DAY_MS = 86_400_000;
const FOREVER = new Date('2099-01-01');

export const PEOPLE = [
  'applicant',
  'member',
  'editor',
  'reviewer',
  'otherReviewer',
  'operator',
  'authority',
] as const;
export type Who = (typeof PEOPLE)[number];
export const APPLICANTS = ['applicant', 'member'] as const;

interface Someone extends TestPerson {
  token: string;
}
export interface Answer {
  status: number;
  body: { code?: string; errors?: unknown[]; id?: string };
}

/** A platform with one dataset on conditions, everybody whom it takes to open it, and a clock of its own. */
export class Chain {
  readonly clock: ReturnType<typeof standingClock>;
  readonly platform: Platform;
  readonly people: Record<Who, Someone>;
  readonly dataset: string;
  /** Ids of applications, in the order in which they were begun. */
  readonly applications: string[] = [];

  private constructor(
    platform: Platform,
    clock: ReturnType<typeof standingClock>,
    people: Record<Who, Someone>,
    dataset: string,
  ) {
    this.platform = platform;
    this.clock = clock;
    this.people = people;
    this.dataset = dataset;
  }

  static async open(): Promise<Chain> {
    const clock = standingClock(new Date('2026-01-05T02:00:00Z'));
    const platform = await testPlatform({ clock });
    const dataset = await aConditional(platform, '停车场泊位信息');
    const people = await everybody(platform);
    const chain = new Chain(platform, clock, people, dataset);
    await chain.keepTokens();
    return chain;
  }

  /** Months go by. */
  keepTokens = () => this.platform.services.db.updateTable('token').set({ expires_at: FOREVER }).execute();

  async ask(who: Who, method: 'GET' | 'POST', path: string, body?: object): Promise<Answer> {
    const headers = { authorization: `Bearer ${this.people[who].token}` };
    return this.inject(headers, method, path, body);
  }

  private async inject(
    headers: Record<string, string>,
    method: 'GET' | 'POST',
    path: string,
    body?: object,
  ): Promise<Answer> {
    const url = `/api/v1${path}`;
    const answer = await this.platform.app.inject({ method, url, headers, ...(body && { payload: body }) });
    return { status: answer.statusCode, body: JSON.parse(answer.body || '{}') as Answer['body'] };
  }

  async apply(who: (typeof APPLICANTS)[number]): Promise<void> {
    const { token } = this.people[who];
    const { id } = await aWrittenApplication(this.platform, token, [this.dataset]);
    this.applications.push(id);
  }

  /** Signs as whoever is there, with the proof that is asked of them. */
  async sign(who: Who, agreementId: string): Promise<Answer> {
    const person = this.people[who];
    const { cookie } = await aSession(this.platform.services, person.accountId);
    const headers = { cookie, 'sec-fetch-site': 'same-origin' };
    const read = await this.inject(headers, 'GET', `/agreements/${agreementId}`);
    if (read.status !== 200) return read;
    const { agreement } = read.body as { agreement: AgreementView };
    // A code is good once.
    this.clock.advance(30_000);
    const proof =
      person.totpSecret === null ? { password: PASSWORD } : { code: codeOf(person, this.clock.now()) };
    const body = { odrlDigest: agreement.odrlDigest, ...proof };
    return this.inject(headers, 'POST', `/agreements/${agreementId}/sign`, body);
  }

  wait(days: number): void {
    this.clock.advance(days * DAY_MS);
  }

  /** As its applicant sees it. */
  async view(id: string): Promise<ApplicationView | null> {
    for (const who of APPLICANTS) {
      const { status, body } = await this.ask(who, 'GET', `/applications/${id}`);
      // The operation's own answer.
      if (status === 200) return body as ApplicationView;
    }
    return null;
  }

  close = (): Promise<void> => this.platform.close();
}

async function everybody({ services, bodies }: Platform): Promise<Record<Who, Someone>> {
  const organisationId = await anOrganisation(services, '浦江泊位有限公司');
  const someone = async (userName: string, role: WishedRole, secondFactor = true): Promise<Someone> => {
    const wished = { userName: `chain-${userName}`, assuranceLevel: 3 as const, secondFactor };
    const person = await aPerson(services, { ...wished, roles: [role] });
    return { ...person, token: await aToken(services, person) };
  };
  const bodyId = bodies.own;
  return {
    applicant: await someone('applicant', { role: 'person' }, false),
    member: await someone('member', { role: 'organisation-member', organisationId }, false),
    editor: await someone('editor', { role: 'publisher-editor', bodyId }),
    reviewer: await someone('reviewer', { role: 'publisher-reviewer', bodyId }),
    otherReviewer: await someone('other', { role: 'publisher-reviewer', bodyId: bodies.other }),
    operator: await someone('operator', { role: 'operator' }),
    authority: await someone('authority', { role: 'authority' }),
  };
}
