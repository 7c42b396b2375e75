import type { Operation, InputOf, OutputOf } from '../rules/api/operation.ts';
import { cityDay } from '../rules/time/clock.ts';
import { stepDataset } from '../rules/datasets/datasets.operations.ts';
import { getDraft, prepareListChange, saveDraft } from '../rules/datasets/drafts.operations.ts';
import type { ListEntry } from '../rules/datasets/list-entry.schema.ts';
import { recordSecrecyReview } from '../rules/gradings/gradings.operations.ts';
import { confirmReading } from '../rules/uploads/uploads.operations.ts';
import { publishVersion } from '../rules/versions/versions.operations.ts';
import { stepWorkOrder } from '../rules/work-orders/work-orders.operations.ts';
import { callOperation } from '../server/call-operation.ts';
import type { Services } from '../server/context.ts';
import { validateVersion } from '../server/features/versions/index.ts';
import { systemCall } from '../server/system-call.ts';
import type { Actors } from './city.ts';
import { dataFile } from './data-file.ts';
import { receiveFile } from './receive-file.ts';
import type { DatasetSpec } from './datasets/dataset-spec.ts';

/** A clock that this story moves. */
export interface StoryTime {
  set(time: Date): void;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Working hours: ten in the morning here. */
const MORNING = 2 * HOUR;

/** One dataset's life, told through the real use cases by the people whose task each step is. */
export class DatasetLife {
  readonly #services: Services;
  readonly #actors: Actors;
  readonly #time: StoryTime;
  readonly #spec: DatasetSpec;
  readonly #today: number;

  constructor(services: Services, actors: Actors, time: StoryTime, spec: DatasetSpec, now: Date) {
    this.#services = services;
    this.#actors = actors;
    this.#time = time;
    this.#spec = spec;
    this.#today = Math.min(Math.floor(now.getTime() / DAY) * DAY + MORNING, now.getTime() - HOUR);
  }

  async live(): Promise<void> {
    const { versions, everyDays, ageDays, fate } = this.#spec;
    const oldest = this.#today - (ageDays + Math.max(0, versions - 1) * everyDays) * DAY;
    const datasetId = await this.#firstFile(oldest - 3 * DAY);
    await this.#write(datasetId);
    if (fate === 'drafted') return;
    const reached = await this.#list(datasetId, oldest);
    if (!reached) return;
    for (let version = 1; version < versions; version += 1) {
      await this.#nextFile(datasetId, version, oldest + version * everyDays * DAY);
    }
    await this.#end(datasetId);
  }

  #as(role: 'editor' | 'reviewer' | 'operator') {
    const user = role === 'operator' ? 'operator' : `${this.#spec.body.toLowerCase()}-${role}`;
    const actor = this.#actors.get(user);
    if (!actor) throw new Error(`the demonstration has no ${user}`);
    return systemCall(this.#services, actor);
  }

  #call<O extends Operation>(
    role: 'editor' | 'reviewer' | 'operator',
    operation: O,
    input: InputOf<O>,
  ): Promise<OutputOf<O>> {
    return callOperation(this.#as(role), operation, input);
  }

  #send(version: number, at: number): Promise<string> {
    this.#time.set(new Date(at));
    const bytes = dataFile(this.#spec, version, cityDay(new Date(at)));
    return receiveFile(this.#as('editor'), this.#spec.file, bytes);
  }

  async #firstFile(at: number): Promise<string> {
    const id = await this.#send(0, at);
    const { name } = this.#spec.entry;
    const { datasetId, versionId } = await this.#call('editor', confirmReading, { id, name });
    await validateVersion(this.#services, versionId);
    return datasetId;
  }

  async #update(datasetId: string, version: number, at: number): Promise<string> {
    const id = await this.#send(version, at);
    const { versionId } = await this.#call('editor', confirmReading, { id, datasetId });
    await validateVersion(this.#services, versionId);
    return versionId;
  }

  async #nextFile(datasetId: string, version: number, at: number): Promise<void> {
    const versionId = await this.#update(datasetId, version, at);
    this.#time.set(new Date(at + HOUR / 2));
    await this.#call('reviewer', publishVersion, { id: versionId });
  }

  async #write(datasetId: string): Promise<void> {
    const { entry, revision } = await this.#call('editor', getDraft, { id: datasetId });
    await this.#call('editor', saveDraft, { id: datasetId, revision, entry: this.#entry(entry) });
  }

  #entry(draft: ListEntry): ListEntry {
    const described = new Map(this.#spec.fields.map(({ label, description }) => [label, description]));
    const levels = { person: 'A1', organisation: 'B1', object: 'C1', supply: 'D1' };
    const { grade = { levels, evidence: '逐字段核对，不涉及个人信息和商业秘密。' } } = this.#spec.entry;
    const { supply: _ofTheWhole, ...ofField } = levels;
    return {
      ...draft,
      ...this.#spec.entry,
      grade: { ...grade, fields: Object.fromEntries(draft.fields.map(({ name }) => [name, ofField])) },
      fields: draft.fields.map((field) => ({ ...field, description: described.get(field.label) ?? '' })),
    };
  }

  /** Whether it got onto the list. */
  async #list(datasetId: string, at: number): Promise<boolean> {
    const { fate } = this.#spec;
    this.#time.set(new Date(at - 2 * DAY));
    const reason = '列入年度开放重点，社会需求较多。';
    const { workOrderId: id } = await this.#call('editor', prepareListChange, { id: datasetId, reason });
    if (fate === 'prepared') return false;
    this.#time.set(new Date(at - 2 * DAY + 3 * HOUR));
    const evidence = '逐列核对内容和文件标题，不涉及国家秘密，无保密标志。';
    await this.#call('reviewer', recordSecrecyReview, { id: datasetId, result: 'passed', evidence });
    await this.#call('reviewer', stepWorkOrder, { id, event: 'submit', reasons: [] });
    if (fate === 'submitted') return false;
    this.#time.set(new Date(at));
    if (fate === 'returned') {
      await this.#call('operator', stepWorkOrder, { id, event: 'return', reasons: RETURNED });
      return false;
    }
    await this.#call('operator', stepWorkOrder, { id, event: 'accept', reasons: [] });
    return true;
  }

  async #end(datasetId: string): Promise<void> {
    const { fate, versions } = this.#spec;
    this.#time.set(new Date(this.#today));
    if (fate === 'updating') await this.#update(datasetId, versions, this.#today - HOUR);
    if (fate === 'suspended') {
      const reason = '部分景区承载量有误，正在核实。';
      await this.#call('reviewer', stepDataset, { id: datasetId, event: 'suspend', reason });
    }
    if (fate === 'withdrawn') {
      const reason = '已并入全市公共厕所名录。';
      await this.#call('reviewer', stepDataset, { id: datasetId, event: 'withdraw', reason });
    }
  }
}

const RETURNED = [
  { ground: 'incomplete' as const, text: '字段说明没有写明数据依据的标准和核定方法。' },
  { ground: 'against-grading' as const, text: '编号可能对应到具体单位，请说明单位维度的级别。' },
];
