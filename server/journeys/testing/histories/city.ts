import type { InjectOptions } from 'fastify';
import type { CatalogueEntryView } from '../../../../rules/catalogue/catalogue.schema.ts';
import type { DraftView } from '../../../../rules/datasets/drafts.operations.ts';
import type { ListEntry } from '../../../../rules/datasets/list-entry.schema.ts';
import type { DatasetGrading } from '../../../../rules/gradings/gradings.operations.ts';
import type { GuidelineView } from '../../../../rules/gradings/guidelines.operations.ts';
import { reconcile } from '../../../features/reconciliation/index.ts';
import { aPerson, aToken } from '../../../testing/people.ts';
import { testPlatform, type Platform } from '../../../testing/platform.ts';
import { aFile, completed, sendVersion } from '../../../testing/publishing.ts';
import type { Act, Caller } from './acts.ts';

const ROWS = '编号,名称,泊位数\n0001,甲停车场,120\n0002,乙停车场,80\n';

/** A dataset of a history, with the entry that it is bound to. */
export interface Bound {
  datasetId: string;
  entryId: string;
  fields: CatalogueEntryView['fields'];
}

/** A platform on which anybody tries anything; every answer is one that the interface promises. */
export class City {
  readonly platform: Platform;
  readonly #tokens: Record<Caller, string | null>;
  /** Acts that were done, by kind; the others were refused. */
  readonly done = new Map<string, number>();
  tried = 0;
  #names = 0;
  #asked = 0;

  private constructor(platform: Platform, tokens: Record<Caller, string | null>) {
    this.platform = platform;
    this.#tokens = tokens;
  }

  static async open(): Promise<City> {
    const platform = await testPlatform();
    const bodyId = platform.bodies.own;
    const both = await aPerson(platform.services, {
      userName: 'both',
      roles: [
        { role: 'publisher-editor', bodyId },
        { role: 'publisher-reviewer', bodyId },
      ],
    });
    const { editor, reviewer, operator, otherEditor } = platform.tokens;
    return new City(platform, {
      editor,
      reviewer,
      operator,
      otherEditor,
      authority: await platform.person('authority'),
      bothAsEditor: await aToken(platform.services, both, 0),
      bothAsReviewer: await aToken(platform.services, both, 1),
      visitor: null,
    });
  }

  /** A file's draft with its entry of the catalogue, complete and open by every level. */
  async aDraft(): Promise<Bound> {
    const { datasetId } = await sendVersion(this.platform, aFile(ROWS));
    this.#names += 1;
    const name = `2026年停车场信息第${this.#names}批`;
    const { editor } = this.#tokens;
    const path = `/datasets/${datasetId}/draft`;
    const { entry, revision, catalogueEntryId } = await this.platform.ask<DraftView>(editor, 'GET', path);
    await this.platform.ask(editor, 'PUT', path, { body: { revision, entry: completed(entry, name) } });
    const entryId = catalogueEntryId ?? '';
    const { fields } = await this.#entry(entryId);
    return { datasetId, entryId, fields };
  }

  /** The same, listed and open by the three people that it takes. */
  async anOpenOne(): Promise<Bound> {
    const bound = await this.aDraft();
    await this.#list('editor', bound.datasetId);
    return bound;
  }

  readonly #entry = (id: string): Promise<CatalogueEntryView> =>
    this.platform.ask<CatalogueEntryView>(this.#tokens.editor, 'GET', `/catalogue-entries/${id}`);

  /** Asks as somebody; null where it was refused. A fault of the platform is thrown. */
  async #ask<T>(by: Caller, method: 'GET' | 'POST' | 'PUT', path: string, body?: object): Promise<T | null> {
    const token = this.#tokens[by];
    // Everybody asks from an address of their own: how often one may ask is no matter here.
    this.#asked += 1;
    const remoteAddress = `10.${this.#asked >> 16}.${(this.#asked >> 8) & 255}.${this.#asked & 255}`;
    const request: InjectOptions = { method, url: `/api/v1${path}`, remoteAddress };
    if (token !== null) request.headers = { authorization: `Bearer ${token}` };
    if (body !== undefined) request.payload = body;
    const answer = await this.platform.app.inject(request);
    if (answer.statusCode >= 500 || answer.statusCode === 429)
      throw new Error(`${method} ${path} as ${by}: ${answer.body.slice(0, 1000)}`);
    return answer.statusCode < 300 ? (JSON.parse(answer.body || 'null') as T) : null;
  }

  async try(act: Act, all: readonly Bound[]): Promise<void> {
    const bound = all[act.on % all.length];
    if (!bound) return;
    this.tried += 1;
    const outcome = await this.#do(act, bound);
    if (outcome !== null) this.done.set(act.kind, (this.done.get(act.kind) ?? 0) + 1);
  }

  async #do(act: Act, bound: Bound): Promise<unknown> {
    const { datasetId: id } = bound;
    const at = `/datasets/${id}`;
    switch (act.kind) {
      case 'write':
        return this.#write(act.by, id, (entry) => written(entry, act));
      case 'frequency':
        return this.#write(act.by, id, (entry) => ({ ...entry, updateFrequency: act.updateFrequency }));
      case 'prepare':
      case 'make-static':
        return this.#ask(act.by, 'POST', `${at}/${act.kind}`, { reason: '业务需要' });
      case 'list':
        return this.#list(act.by, id);
      case 'order':
        return this.#order(act.by, id, act.event);
      case 'step':
        return this.#ask(act.by, 'POST', `${at}/${act.event}`, { reason: '核实中' });
      case 'review':
        return this.#ask(act.by, 'POST', `${at}/secrecy-reviews`, {
          result: act.result,
          evidence: '逐列核对',
        });
      case 'consent':
        return this.#ask(act.by, 'POST', `${at}/consents`, {
          holders: '全部权利人',
          opens: act.opens,
          evidence: '同意书',
        });
      case 'revoke':
        return this.#revoke(act.by, id);
      case 'send':
        return (await this.#isWithdrawn(id))
          ? null
          : sendVersion(this.platform, aFile(ROWS), id).catch(refused);
      case 'publish':
        return this.#publish(act.by, id);
      default:
        return this.#around(act, bound);
    }
  }

  /** What is done to the catalogue and the guideline. */
  async #around(act: Act, bound: Bound): Promise<unknown> {
    switch (act.kind) {
      case 'declare':
        return this.#change(act.by, bound, { openness: act.openness });
      case 'fields':
        return this.#change(act.by, bound, { fields: bound.fields.slice(0, act.keep) });
      case 'share':
        return this.#change(act.by, bound, { sharedFromId: act.shared ? this.platform.bodies.other : null });
      case 'guideline':
        return this.#guideline(act.by, act.gives);
      case 'refine':
        return this.#refine(act.by, act.gives);
      default:
        return reconcile(this.platform.services);
    }
  }

  async #write(by: Caller, id: string, change: (entry: ListEntry) => ListEntry): Promise<unknown> {
    const draft = await this.#ask<DraftView>(by, 'GET', `/datasets/${id}/draft`);
    const body = draft && { revision: draft.revision, entry: change(draft.entry) };
    return body && this.#ask(by, 'PUT', `/datasets/${id}/draft`, body);
  }

  /** The four steps that open a draft, by whoever may, but for the first. */
  async #list(by: Caller, id: string): Promise<unknown> {
    await this.#ask(by, 'POST', `/datasets/${id}/prepare`, { reason: '列入年度开放重点' });
    await this.#ask('reviewer', 'POST', `/datasets/${id}/secrecy-reviews`, {
      result: 'passed',
      evidence: '逐列核对',
    });
    await this.#order('reviewer', id, 'submit');
    return this.#order('operator', id, 'accept');
  }

  async #order(by: Caller, id: string, event: string): Promise<unknown> {
    const order = await this.platform.services.db
      .selectFrom('work_order')
      .select('id')
      .where('dataset_id', '=', id)
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst();
    const reasons = event === 'return' || event === 'send-back' ? [{ ground: 'other', text: '请修改' }] : [];
    return order ? this.#ask(by, 'POST', `/work-orders/${order.id}/${event}`, { reasons }) : null;
  }

  async #revoke(by: Caller, id: string): Promise<unknown> {
    const found = await this.#ask<DatasetGrading>(by, 'GET', `/datasets/${id}/grading`);
    const active = found?.consents.find(({ revokedAt }) => revokedAt === null);
    return active
      ? this.#ask(by, 'POST', `/datasets/${id}/consents/${active.id}/revoke`, { reason: '撤回同意' })
      : null;
  }

  async #publish(by: Caller, id: string): Promise<unknown> {
    const newest = await this.platform.services.db
      .selectFrom('data_version')
      .select('id')
      .where('dataset_id', '=', id)
      .orderBy('created_at', 'desc')
      .limit(1)
      .executeTakeFirst();
    return newest ? this.#ask(by, 'POST', `/versions/${newest.id}/publish`, {}) : null;
  }

  async #isWithdrawn(id: string): Promise<boolean> {
    const { db } = this.platform.services;
    const row = await db.selectFrom('dataset').select('state').where('id', '=', id).executeTakeFirstOrThrow();
    return row.state === 'withdrawn';
  }

  async #change(by: Caller, { entryId }: Bound, changes: Partial<CatalogueEntryView>): Promise<unknown> {
    const entry = await this.#entry(entryId);
    const { name, summary, domain, openness, origin, fields, sharedFromId, revision } = {
      ...entry,
      ...changes,
    };
    const body = { name, summary, domain, openness, origin, fields, sharedFromId, revision };
    return this.#ask(by, 'PUT', `/catalogue-entries/${entryId}`, body);
  }

  /** A new version in force, of which the level D2 gives that class; done by three, begun by whoever tries. */
  async #guideline(by: Caller, gives: 'conditional' | 'closed'): Promise<unknown> {
    const drafted = await this.#ask<{ id: string }>(by, 'POST', '/grading-guidelines');
    if (!drafted) return null;
    const at = `/grading-guidelines/${drafted.id}`;
    const found = await this.#ask<GuidelineView>(by, 'GET', at);
    if (!found) return null;
    const { version: _version, ...content } = found.guideline;
    for (const { levels } of content.dimensions)
      for (const level of levels) if (level.code === 'D2') level.gives = gives;
    await this.#ask(by, 'PUT', at, { revision: found.revision, content });
    await this.#ask(by, 'POST', `${at}/propose`, {});
    await this.#ask('operator', 'POST', `${at}/agree`, {});
    return this.#ask(by, 'POST', `${at}/enforce`, {});
  }

  async #refine(by: Caller, gives: 'conditional' | 'closed'): Promise<unknown> {
    const path = `/publishers/${this.platform.bodies.own}/grading-refinement`;
    const found = await this.#ask<{ revision: number }>(by, 'GET', path);
    const item = { dimension: 'supply', level: 'D2', meaning: '实时供给', examples: ['车位'], gives };
    const items = gives === 'closed' ? [item] : [];
    return found && this.#ask(by, 'PUT', path, { revision: found.revision, items });
  }

  /** What a visitor gets of the rows: true where they are served. */
  async serves({ datasetId }: Bound): Promise<boolean> {
    return (await this.#ask('visitor', 'GET', `/datasets/${datasetId}/records?limit=1`)) !== null;
  }

  close(): Promise<void> {
    return this.platform.close();
  }
}

const refused = (): null => null;

function written(entry: ListEntry, act: Extract<Act, { kind: 'write' }>): ListEntry {
  const { openClass, supply, person, whole } = act;
  const complete = completed(entry, entry.name);
  return {
    ...complete,
    openClass,
    area: whole ? complete.area : '',
    staticReason: '不再产生',
    explanation: openClass === 'unconditional' ? '' : '写明理由',
    conditions: openClass === 'conditional' ? ['具备处理能力'] : [],
    materials: openClass === 'conditional' ? ['用途说明'] : [],
    grade: { ...complete.grade, levels: { ...complete.grade.levels, supply, person } },
  };
}
