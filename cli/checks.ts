import { lstat, statfs } from 'node:fs/promises';
import type { MessageArguments, MessageKey, Translate } from '../locales/index.ts';
import { checkStore, type StoreReport } from '../rules/installation/installation.operations.ts';
import { cityDay } from '../rules/time/clock.ts';
import { calendarDaysLeft, calendarEnd, calendarIsShort } from '../rules/time/working-days.ts';
import { toProblem, viewProblem } from '../server/plugins/problems.ts';
import { loadConfiguration } from '../server/configuration.ts';
import { inspectStore } from '../server/features/installation/index.ts';
import { wrongOwner } from '../server/store/ownership.ts';
import { findBinaries } from '../server/store/postgres/binaries.ts';
import { pagesAreFresh } from '../tools/build-web.ts';
import { connectToRunning, type Connection } from './connection.ts';
import { isInstalled, openOfflineStore } from './offline-store.ts';
import { sizeText } from './sizes.ts';
import type { Terminal } from './terminal.ts';

/** One thing that was looked at: what was found and, when it is not as it should be, how to mend it. */
export interface CheckResult {
  name: MessageKey;
  ok: boolean;
  found: string;
  /** How to mend it, or what to do before it fails. */
  mend: string | null;
}

export interface CheckContext {
  directory: string;
  deep: boolean;
  terminal: Terminal;
}

type Found = Omit<CheckResult, 'name'>;
type Check = (context: CheckContext) => Promise<Found>;

const NODE_MAJOR = 24;
const LEAST_FREE_BYTES = 1024 ** 3;
const SHOWN_OBJECTS = 3;

const good = (found: string): Found => ({ ok: true, found, mend: null });
const bad = (found: string, mend: string): Found => ({ ok: false, found, mend });

/** What every check has to say, in the order in which to mend. */
export async function runChecks(
  context: CheckContext,
  tell: (result: CheckResult) => void,
): Promise<CheckResult[]> {
  const results: CheckResult[] = [];
  const say = (result: CheckResult): void => {
    results.push(result);
    tell(result);
  };
  for (const [name, check] of CHECKS) say({ name, ...(await settled(check, context)) });
  const store = await lookAtStore(context);
  for (const [name, found] of store) say({ name, ...found });
  return results;
}

/** A problem that a check meets is what it found, the problem's remedy how to mend it. */
const settled = (check: Check, context: CheckContext): Promise<Found> =>
  check(context).catch((error: unknown) => faultOf(error, context.terminal));

function faultOf(error: unknown, { language }: Terminal): Found {
  const view = viewProblem(toProblem(error), { instance: '', traceId: '' }, language);
  const unexpected = error instanceof Error ? error.message : String(error);
  const found = view.code === 'internal' ? unexpected : [view.title, view.detail].filter(Boolean).join(' · ');
  return bad(found, view.remedy ?? '');
}

const node: Check = async ({ terminal: { t } }) =>
  Number(process.versions.node.split('.')[0]) >= NODE_MAJOR
    ? good(process.version)
    : bad(process.version, t('cli.check.node.mend'));

const binaries: Check = async () => good((await findBinaries()).postgres);

const directory: Check = async ({ directory: place, terminal }) => {
  const { t } = terminal;
  const facts = await lstat(place).catch(() => undefined);
  if (!facts) return good(t('cli.check.directory.absent', { directory: place }));
  const ours = process.getuid?.() ?? facts.uid;
  if (facts.uid !== ours) throw wrongOwner(place, ours, facts.uid);
  // Root runs PostgreSQL as another account, which has to pass through.
  const wanted = ours === 0 ? 0o711 : 0o700;
  const mode = facts.mode & 0o777;
  if ((mode & ~wanted) !== 0) {
    const args = { directory: place, mode: mode.toString(8) };
    const mend = t('cli.check.directory.mend', { ...args, mode: wanted.toString(8) });
    return bad(t('cli.check.directory.open', args), mend);
  }
  const running = await connectToRunning(place, terminal);
  await running?.close();
  return good(t(running ? 'cli.check.directory.running' : 'cli.check.directory.good', { directory: place }));
};

const disk: Check = async ({ directory: place, terminal: { t } }) => {
  const { bavail, bsize } = await statfs(await nearestFolder(place));
  const found = t('cli.check.disk.free', { free: sizeText(bavail * bsize) });
  return bavail * bsize >= LEAST_FREE_BYTES
    ? good(found)
    : bad(found, t('cli.check.disk.mend', { least: sizeText(LEAST_FREE_BYTES) }));
};

async function nearestFolder(place: string): Promise<string> {
  const { dirname } = await import('node:path');
  const exists = await lstat(place).then(
    () => true,
    () => false,
  );
  return exists ? place : nearestFolder(dirname(place));
}

const configuration: Check = async ({ directory: place, terminal: { env, t } }) => {
  const { given } = await loadConfiguration({ directory: place, env });
  return good(t('cli.check.configuration.good', { count: given.size }));
};

const pages: Check = async ({ terminal: { t } }) =>
  (await pagesAreFresh())
    ? good(t('cli.check.pages.good'))
    : bad(t('cli.check.pages.stale'), t('cli.check.pages.mend'));

const chinese: Check = async ({ terminal: { t } }) => {
  const decoded = new TextDecoder('gb18030').decode(Uint8Array.of(0xbf, 0xaa, 0xca, 0xfd));
  const sorted = ['重', '北', '上'].toSorted(new Intl.Collator('zh-CN-u-co-pinyin').compare).join('');
  const works = decoded === '开数' && sorted === '北上重';
  return works
    ? good(t('cli.check.chinese.good'))
    : bad(t('cli.check.chinese.bad'), t('cli.check.node.mend'));
};

const calendar: Check = ({ terminal: { t } }) => {
  const today = cityDay(new Date());
  const [end, days] = [calendarEnd(today), calendarDaysLeft(today)];
  const mend = t('cli.check.calendar.mend');
  if (days < 0) return Promise.resolve(bad(t('cli.check.calendar.over', { end }), mend));
  const found = t('cli.check.calendar.good', { end, days });
  return Promise.resolve({ ok: true, found, mend: calendarIsShort(today) ? mend : null });
};

const CHECKS: readonly [MessageKey, Check][] = [
  ['cli.check.node', node],
  ['cli.check.chinese', chinese],
  ['cli.check.binaries', binaries],
  ['cli.check.pages', pages],
  ['cli.check.configuration', configuration],
  ['cli.check.directory', directory],
  ['cli.check.disk', disk],
  ['cli.check.calendar', calendar],
];

/** Asks the server that runs on the folder, else opens the store under its lock. */
async function lookAtStore(context: CheckContext): Promise<[MessageKey, Found][]> {
  const { directory: place, terminal, deep } = context;
  const { t } = terminal;
  try {
    const running = await connectToRunning(place, terminal);
    if (running) return judge(await askServer(running, deep), context);
    if (!(await isInstalled(place))) return [['cli.check.database', good(t('cli.check.database.absent'))]];
    const store = await openOfflineStore(place, terminal.env);
    const report = await inspectStore(store, deep).finally(() => store.close());
    return judge(report, context);
  } catch (error) {
    return [['cli.check.database', faultOf(error, terminal)]];
  }
}

const askServer = (running: Connection, deep: boolean): Promise<StoreReport> =>
  running.call(checkStore, { deep }).finally(() => running.close());

function judge(report: StoreReport, context: CheckContext): [MessageKey, Found][] {
  const { t } = context.terminal;
  return [
    ['cli.check.database', judgeDatabase(report, context)],
    ['cli.check.objects', judgeObjects(report, context)],
    ['cli.check.clock', judgeClock(report, t)],
  ];
}

function judgeDatabase(report: StoreReport, { directory: place, terminal: { t } }: CheckContext): Found {
  const { schemaVersion: found, expectedSchemaVersion: expected, databaseVersion: version } = report;
  if (found === expected) return good(t('cli.check.database.good', { version, schema: found }));
  if (found > expected) {
    const said = t('cli.check.database.newer', { found, expected });
    return bad(said, t('cli.check.database.newer.mend'));
  }
  const said = t('cli.check.database.old', { found: found || '–', expected });
  return bad(said, t('cli.check.database.old.mend', { directory: place }));
}

function judgeObjects({ objects }: StoreReport, { deep, terminal: { t } }: CheckContext): Found {
  const { referenced: count, missing, damaged } = objects;
  if (missing.length + damaged.length === 0)
    return good(t(deep ? 'cli.check.objects.verified' : 'cli.check.objects.good', { count }));
  const some = [...missing, ...damaged].slice(0, SHOWN_OBJECTS).join(', ');
  const args: MessageArguments = { missing: missing.length, damaged: damaged.length, some };
  return bad(t('cli.check.objects.bad', args), t('cli.check.objects.mend'));
}

function judgeClock({ newestEventAt }: StoreReport, t: Translate): Found {
  const now = new Date().toISOString();
  return newestEventAt !== null && newestEventAt > now
    ? bad(t('cli.check.clock.behind', { now, newest: newestEventAt }), t('cli.check.clock.mend'))
    : good(t('cli.check.clock.good', { now }));
}
