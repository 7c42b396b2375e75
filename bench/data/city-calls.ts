/** What of a city is asked for by id, found once over the API. */
export interface Known {
  /** Codes of open datasets, ids of the first body's drafts, and so on: one after another is asked for. */
  datasets: string[];
  drafts: string[];
  entries: string[];
  orders: string[];
  mismatches: string[];
  items: string[];
  review: string;
  guideline: string;
  body: string;
  /** Cursors far down the lists. */
  far: { datasets: string; orders: string; drafts: string; catalogue: string };
}

export interface CityCall {
  work: string;
  /** User name; null: a visitor. */
  as: string | null;
  /** Under `/api/v1`, or of a page; the round says which of several things. */
  path: (known: Known, round: number) => string;
}

const turn = (of: readonly string[], round: number): string => of[round % of.length] ?? '';
const WORDS = ['停车', '空气质量', '统计', '食品抽检', '浦东新区', '泊位', '图书馆 名录', '类型'];
const word = (round: number): string => encodeURIComponent(turn(WORDS, round));
const DOMAINS = ['transport', 'health', 'education', 'economy', 'law'];
const BODIES = ['JTW', 'B01', 'B30', 'STJ', 'B62'];

const EDITOR = 'jtw-editor';
const REVIEWER = 'jtw-reviewer';

const call = (as: string | null, work: string, path: string | CityCall['path']): CityCall => ({
  work: `${as ?? 'visitor'}: ${work}`,
  as,
  path: typeof path === 'string' ? () => path : path,
});
const api = (as: string | null, path: string | CityCall['path'], work = String(path)): CityCall =>
  call(as, work, (known, round) => `/api/v1${typeof path === 'string' ? path : path(known, round)}`);
const page = (as: string | null, path: string | CityCall['path'], work = String(path)): CityCall =>
  call(as, `page ${work}`, path);

const PUBLIC: CityCall[] = [
  api(null, '/datasets'),
  api(null, '/datasets?sort=name'),
  api(null, (_, round) => `/datasets?q=${word(round)}`, '/datasets?q'),
  api(null, (_, round) => `/datasets?domain=${turn(DOMAINS, round)}`, '/datasets?domain'),
  api(null, (_, round) => `/datasets?publisher=${turn(BODIES, round)}`, '/datasets?publisher'),
  api(null, '/datasets?openClass=closed'),
  api(null, '/datasets?updateFrequency=weekly'),
  api(
    null,
    (_, round) => `/datasets?q=${word(round)}&domain=${turn(DOMAINS, round)}&openClass=unconditional`,
    '/datasets?q&domain&openClass',
  ),
  api(null, ({ far }) => `/datasets?cursor=${far.datasets}`, '/datasets?cursor, page 20'),
  api(null, ({ datasets }, round) => `/datasets/${turn(datasets, round)}`, '/datasets/{id}'),
  api(null, '/publishers'),
  page(null, '/'),
  page(null, '/datasets'),
  page(null, (_, round) => `/datasets?q=${word(round)}`, '/datasets?q'),
  page(null, ({ datasets }, round) => `/datasets/${turn(datasets, round)}`, '/datasets/{code}'),
  page(null, '/bodies'),
  page(null, (_, round) => `/bodies/${turn(BODIES, round)}`, '/bodies/{code}'),
];

const OF_A_BODY: CityCall[] = [
  api(EDITOR, '/tasks'),
  api(EDITOR, '/drafts'),
  api(EDITOR, ({ far }) => `/drafts?cursor=${far.drafts}`, '/drafts?cursor, page 20'),
  api(EDITOR, (_, round) => `/drafts?q=${word(round)}`, '/drafts?q'),
  api(EDITOR, '/drafts?state=drafted'),
  api(EDITOR, ({ drafts }, round) => `/datasets/${turn(drafts, round)}/draft`, '/datasets/{id}/draft'),
  api(
    EDITOR,
    ({ drafts }, round) => `/datasets/${turn(drafts, round)}/draft/proposals`,
    '/…/draft/proposals',
  ),
  api(EDITOR, ({ drafts }, round) => `/datasets/${turn(drafts, round)}/grading`, '/datasets/{id}/grading'),
  api(EDITOR, (_, round) => `/similar-names?name=${word(round)}基本信息`, '/similar-names'),
  api(EDITOR, '/work-orders'),
  api(EDITOR, '/catalogue-entries?listed=false'),
  api(EDITOR, '/sources'),
  api(EDITOR, '/uploads'),
  page(EDITOR, '/console', '/console (tasks)'),
  page(EDITOR, '/console/datasets'),
  page(
    EDITOR,
    ({ drafts }, round) => `/console/datasets/${turn(drafts, round)}`,
    '/console/datasets/{id} (editor)',
  ),
  page(EDITOR, '/console/catalogue'),
  page(EDITOR, '/console/uploads'),
  page(EDITOR, '/console/sources'),
  page(EDITOR, '/console/work-orders'),
  page(EDITOR, '/console/reconciliation'),
  page(EDITOR, ({ review }) => `/console/reviews/${review}/items`, '/console/reviews/{id}/items'),
  page(EDITOR, ({ review }) => `/console/reviews/${review}/together`, '/console/reviews/{id}/together'),
  api(REVIEWER, '/tasks'),
  page(REVIEWER, '/console', '/console (tasks)'),
];

const ENTRIES = [
  '',
  '?openness=closed',
  '?origin=disclosure',
  '?listed=true',
  '?listed=false',
  '?shared=true',
  '?disputed=true',
];

const OF_THE_CITY: CityCall[] = [
  api('operator', '/tasks'),
  api('authority', '/tasks'),
  api('operator', '/work-orders'),
  api('operator', '/work-orders?state=submitted'),
  api('operator', '/work-orders?state=returned'),
  api('operator', ({ far }) => `/work-orders?cursor=${far.orders}`, '/work-orders?cursor, page 20'),
  api('operator', ({ orders }, round) => `/work-orders/${turn(orders, round)}`, '/work-orders/{id}'),
  ...ENTRIES.map((filter) => api('operator', `/catalogue-entries${filter}`)),
  api('operator', (_, round) => `/catalogue-entries?q=${word(round)}`, '/catalogue-entries?q'),
  api(
    'operator',
    (_, round) => `/catalogue-entries?publisher=${turn(BODIES, round)}`,
    '/catalogue-entries?publisher',
  ),
  api(
    'operator',
    (_, round) => `/catalogue-entries?q=${word(round)}&publisher=${turn(BODIES, round)}&listed=false`,
    '/catalogue-entries?q&publisher&listed',
  ),
  api(
    'operator',
    ({ far }) => `/catalogue-entries?cursor=${far.catalogue}`,
    '/catalogue-entries?cursor, page 20',
  ),
  api(
    'operator',
    ({ entries }, round) => `/catalogue-entries/${turn(entries, round)}`,
    '/catalogue-entries/{id}',
  ),
  api('operator', '/drafts'),
  api('operator', (_, round) => `/drafts?q=${word(round)}`, '/drafts?q'),
  api('operator', '/mismatches'),
  api('operator', '/mismatches?kind=no-data'),
  api('operator', '/reconciliation'),
  api('operator', '/reviews'),
  api('operator', ({ review }) => `/reviews/${review}`, '/reviews/{id}'),
  api('operator', ({ review }) => `/reviews/${review}/items`, '/reviews/{id}/items'),
  api(
    'operator',
    ({ review }, round) => `/reviews/${review}/items?q=${word(round)}&kind=dataset&openClass=unconditional`,
    '/reviews/{id}/items?q&kind&openClass',
  ),
  api('operator', '/systems'),
  api('operator', '/grading-guidelines'),
  api('district', '/catalogue-entries'),
  api('district', '/work-orders'),
  api('district', '/drafts'),
  api('audit-admin', '/audit/events'),
  api('audit-admin', '/audit/events?action=dataset.list'),
  page('operator', '/console', '/console (tasks)'),
  page('operator', '/console/work-orders'),
  page(
    'operator',
    ({ orders }, round) => `/console/work-orders/${turn(orders, round)}`,
    '/console/work-orders/{id}',
  ),
  page('operator', '/console/catalogue'),
  page(
    'operator',
    ({ entries }, round) => `/console/catalogue/${turn(entries, round)}`,
    '/console/catalogue/{id}',
  ),
  page('operator', '/console/datasets'),
  page('operator', '/console/reconciliation'),
  page(
    'operator',
    ({ mismatches }, round) => `/console/reconciliation/${turn(mismatches, round)}`,
    '/console/reconciliation/{id}',
  ),
  page('operator', '/console/reviews'),
  page('operator', ({ review }) => `/console/reviews/${review}`, '/console/reviews/{id}'),
  page(
    'operator',
    ({ items }, round) => `/console/reviews/items/${turn(items, round)}`,
    '/console/reviews/items/{id}',
  ),
  page('operator', '/console/systems'),
  page('authority', '/console', '/console (tasks)'),
  page('authority', '/console/guidelines'),
  page('audit-admin', '/console/events'),
];

/** Every list, board and editor that a person waits for. */
export const CITY_CALLS: readonly CityCall[] = [...PUBLIC, ...OF_A_BODY, ...OF_THE_CITY];
