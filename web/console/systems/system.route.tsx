import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  useSearchParams,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import type { HistoryItem } from '../../../rules/events/event.schema.ts';
import {
  getSystem,
  saveSystem,
  stepSystem,
  type SystemView,
} from '../../../rules/systems/systems.operations.ts';
import { load } from '../../app/load.ts';
import { pageOf } from '../../app/page-context.ts';
import { attempt, type ProblemView } from '../../app/problem-view.ts';
import { DefinitionList } from '../../design/facts.tsx';
import { useT } from '../../design/language.tsx';
import { History } from '../datasets/history.tsx';
import { DoneNote } from '../done-note.tsx';
import { useEnumeration } from '../enumeration.ts';
import { choiceOf, integerOf, linesOf } from '../form-data.ts';
import { PageHead, Part } from '../page-head.tsx';
import { ProblemNote } from '../problem-note.tsx';
import { findEntryByName } from './find-entry.ts';
import { Scheme } from './scheme.tsx';
import { SystemFields } from './system-fields.tsx';
import { systemFrom, withEntries, type WrittenSystem } from './system-form.ts';
import { SystemTurn } from './system-turn.tsx';

const PATH = '/console/systems';
const STEPS = ['begin', 'request', 'accept', 'return'] as const;

interface SystemData {
  system: SystemView;
  history: HistoryItem[];
}

export const loader = ({ context, params }: LoaderFunctionArgs): Promise<SystemData> =>
  load(context, getSystem, { id: params['id'] ?? '' });

interface Refused {
  problem: ProblemView;
  unknown: string[];
  written: WrittenSystem | null;
}
const refuse = (problem: ProblemView, written: WrittenSystem | null, unknown: string[] = []) => {
  const refused: Refused = { problem, written, unknown };
  return data(refused, { status: problem.status });
};

export async function action({ context, params, request }: ActionFunctionArgs) {
  const id = params['id'] ?? '';
  const form = await request.formData();
  const { port } = pageOf(context);
  const event = choiceOf(form, 'event', STEPS);
  if (event !== null) {
    const reasons = event === 'return' ? linesOf(form, 'reasons') : [];
    const done = await attempt(port.call(stepSystem, { id, event, reasons }));
    return done.ok ? redirect(`${PATH}/${id}?done=system-${event}`, 303) : refuse(done.problem, null);
  }
  const written = systemFrom(form);
  const input = await withEntries(written, (name) => findEntryByName(context, name));
  if (Array.isArray(input)) return refuse({ code: 'invalid-input', status: 400 }, written, input);
  const revision = integerOf(form, 'revision') ?? 0;
  const done = await attempt(port.call(saveSystem, { id, ...input, revision }));
  return done.ok ? redirect(`${PATH}/${id}?done=system-save`, 303) : refuse(done.problem, written);
}

const writtenOf = ({ name, purpose, scheme }: SystemView): WrittenSystem => ({
  name,
  purpose,
  items: scheme.map(({ entryName, ...item }) => ({ ...item, entryName: entryName ?? '' })),
});

/** One system: whose turn it is, everything that is missing for acceptance, its scheme. */
export default function System() {
  const { system, history } = useLoaderData<SystemData>();
  const refused = useActionData<Refused>();
  const [search] = useSearchParams();
  const t = useT();
  const enumeration = useEnumeration();
  const { name, code, publisher, can } = system;
  const said = refused?.unknown.length
    ? { detail: t('system.entry-unknown', { names: enumeration(refused.unknown) }) }
    : {};
  return (
    <>
      <PageHead
        title={name}
        crumbs={[{ name: t('console.place.systems'), to: PATH }, { name: code }]}
        meta={publisher.name}
      />
      {!refused && <DoneNote done={search.get('done')} />}
      {refused && <ProblemNote problem={{ ...refused.problem, ...said }} />}
      <SystemTurn system={system} />
      <Scheme scheme={system.scheme} />
      <Part title={t('system.code')}>
        <DefinitionList facts={useFacts(system)} />
      </Part>
      {can['save'] === true && (
        <Part id="edit" title={t('system.edit')}>
          <SystemFields
            written={refused?.written ?? writtenOf(system)}
            revision={system.revision}
            act={t('system.save')}
          />
        </Part>
      )}
      <History items={history} />
    </>
  );
}

function useFacts({ code, state, purpose, preparedBy }: SystemView) {
  const t = useT();
  return [
    { term: t('system.code'), value: code },
    { term: t('system.state'), value: t(`system.state.${state}`) },
    { term: t('system.purpose'), value: purpose || '–' },
    { term: t('system.prepared-by'), value: preparedBy },
  ];
}
