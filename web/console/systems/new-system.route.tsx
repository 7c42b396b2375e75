import {
  data,
  redirect,
  useActionData,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import { reachOf } from '../../../rules/access/permissions.ts';
import { createSystem } from '../../../rules/systems/systems.operations.ts';
import { pageOf } from '../../app/page-context.ts';
import { attempt, problemResponse, type ProblemView } from '../../app/problem-view.ts';
import { useT } from '../../design/language.tsx';
import { actorOf } from '../acting.ts';
import { useEnumeration } from '../enumeration.ts';
import { PageHead } from '../page-head.tsx';
import { ProblemNote } from '../problem-note.tsx';
import { findEntryByName } from './find-entry.ts';
import { SystemFields } from './system-fields.tsx';
import { systemFrom, withEntries, type WrittenSystem } from './system-form.ts';

const PATH = '/console/systems';

export function loader({ context }: LoaderFunctionArgs): null {
  const { viewer } = pageOf(context).port;
  if (!viewer || reachOf(actorOf(viewer), 'system.write') === null)
    throw problemResponse('not-permitted', { provision: 'xz-23' });
  return null;
}

interface Refused {
  problem: ProblemView;
  unknown: string[];
  written: WrittenSystem;
}

export async function action({ context, request }: ActionFunctionArgs) {
  const written = systemFrom(await request.formData());
  const input = await withEntries(written, (name) => findEntryByName(context, name));
  if (Array.isArray(input)) {
    const refused: Refused = { problem: { code: 'invalid-input', status: 400 }, unknown: input, written };
    return data(refused, { status: 400 });
  }
  const made = await attempt(pageOf(context).port.call(createSystem, input));
  if (made.ok) return redirect(`${PATH}/${made.value.id}?done=system-create`, 303);
  const refused: Refused = { problem: made.problem, unknown: [], written };
  return data(refused, { status: made.problem.status });
}

export default function NewSystem() {
  const refused = useActionData<Refused>();
  const t = useT();
  const enumeration = useEnumeration();
  const said = refused?.unknown.length
    ? { detail: t('system.entry-unknown', { names: enumeration(refused.unknown) }) }
    : {};
  return (
    <>
      <PageHead
        title={t('system.new')}
        crumbs={[{ name: t('console.place.systems'), to: PATH }, { name: t('system.new') }]}
        meta={t('system.lead')}
      />
      {refused && <ProblemNote problem={{ ...refused.problem, ...said }} />}
      <SystemFields
        written={refused?.written ?? { name: '', purpose: '', items: [] }}
        act={t('system.new')}
      />
    </>
  );
}
