import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  useSearchParams,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import { OPEN_CLASSES, isStricter } from '../../../rules/datasets/open-class.ts';
import type { GuidelineLevel, LevelRefinement } from '../../../rules/gradings/guideline.schema.ts';
import {
  getRefinement,
  saveRefinement,
  type RefinementView,
} from '../../../rules/gradings/guidelines.operations.ts';
import { load } from '../../app/load.ts';
import { pageOf } from '../../app/page-context.ts';
import { attempt, type ProblemView } from '../../app/problem-view.ts';
import { Button } from '../../design/button.tsx';
import { ClassMark } from '../../design/class-mark.tsx';
import { classesOf } from '../../design/classes.ts';
import { ProvisionLink } from '../../design/facts.tsx';
import { Select, TextArea } from '../../design/field.tsx';
import { useLanguage, useT } from '../../design/language.tsx';
import { DoneNote } from '../done-note.tsx';
import { useEnumeration } from '../enumeration.ts';
import { choiceOf, integerOf, linesOf, textOf } from '../form-data.ts';
import { PageHead, Part } from '../page-head.tsx';
import { ProblemNote } from '../problem-note.tsx';
import styles from './guidelines.module.css';

const css = classesOf(styles);

export const loader = ({ context, params }: LoaderFunctionArgs): Promise<RefinementView> =>
  load(context, getRefinement, { id: params['id'] ?? '' });

const control = (dimension: string, level: string, part: string): string => `${dimension}.${level}.${part}`;

/** What the form holds of each level; levels of which nothing is said are left out. */
function itemsFrom(form: FormData): LevelRefinement[] {
  const levels = form.getAll('level').filter((each) => typeof each === 'string');
  return levels.flatMap((each) => {
    const [dimension = '', level = ''] = each.split(' ');
    const item: LevelRefinement = {
      dimension,
      level,
      gives: choiceOf(form, control(dimension, level, 'gives'), OPEN_CLASSES),
      meaning: textOf(form, control(dimension, level, 'meaning')),
      examples: linesOf(form, control(dimension, level, 'examples')).slice(0, 20),
    };
    return item.gives === null && item.meaning === '' && item.examples.length === 0 ? [] : [item];
  });
}

interface Refused {
  problem: ProblemView;
  items: LevelRefinement[];
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const form = await request.formData();
  const id = params['id'] ?? '';
  const items = itemsFrom(form);
  const revision = integerOf(form, 'revision') ?? 0;
  const done = await attempt(pageOf(context).port.call(saveRefinement, { id, revision, items }));
  if (done.ok) return redirect(`/console/refinements/${id}?done=refinement-saved`, 303);
  const refused: Refused = { problem: done.problem, items };
  return data(refused, { status: done.problem.status });
}

export default function Refinement() {
  const view = useLoaderData<RefinementView>();
  const refused = useActionData<Refused>();
  const [search] = useSearchParams();
  const t = useT();
  const language = useLanguage();
  const title = t('console.refinement.title', { body: view.body.name });
  const items = refused?.items ?? view.items;
  const mayWrite = view.can['save'] === true;
  return (
    <>
      <PageHead
        title={title}
        crumbs={[{ name: t('console.place.guidelines'), to: '/console/guidelines' }, { name: title }]}
        meta={t('console.guidelines.own-text')}
      />
      {!refused && <DoneNote done={search.get('done')} />}
      {refused && <ProblemNote problem={refused.problem} />}
      {items.length === 0 && <p>{t('console.refinement.none')}</p>}
      <form method="post" className={css('editor')} key={view.revision}>
        <input type="hidden" name="revision" value={view.revision} />
        {view.guideline.dimensions.map((dimension) => (
          <Part key={dimension.code} title={dimension.question[language]}>
            {dimension.levels.map((level) => (
              <LevelPart
                key={level.code}
                dimension={dimension.code}
                level={level}
                item={items.find((each) => each.dimension === dimension.code && each.level === level.code)}
                mayWrite={mayWrite}
              />
            ))}
          </Part>
        ))}
        {mayWrite && (
          <p>
            <Button kind="primary">{t('console.refinement.save')}</Button>
          </p>
        )}
        <ProvisionLink id="xz-13" />
      </form>
    </>
  );
}

interface LevelPartProps {
  dimension: string;
  level: GuidelineLevel;
  item: LevelRefinement | undefined;
  mayWrite: boolean;
}

function LevelPart({ dimension, level, item, mayWrite }: LevelPartProps) {
  const language = useLanguage();
  const name = `${level.code} ${level.name[language]}`;
  return (
    <div className={css('refined')} role="group" aria-label={name}>
      <p className={css('level-name')}>
        <b>{name}</b> <ClassMark kind={level.gives} />
      </p>
      {mayWrite ? <LevelFields dimension={dimension} level={level} item={item} /> : <Refined item={item} />}
    </div>
  );
}

function Refined({ item }: { item: LevelRefinement | undefined }) {
  const t = useT();
  const enumerate = useEnumeration();
  if (!item) return null;
  return (
    <div className={css('fields')}>
      {item.gives !== null && <ClassMark kind={item.gives} />}
      {item.meaning !== '' && <p>{t('console.grade.own-meaning', { meaning: item.meaning })}</p>}
      {item.examples.length > 0 && <p>{t('console.grade.example', { example: enumerate(item.examples) })}</p>}
    </div>
  );
}

function LevelFields({ dimension, level, item }: Omit<LevelPartProps, 'mayWrite'>) {
  const t = useT();
  const at = (part: string): string => control(dimension, level.code, part);
  const { code } = level;
  return (
    <div className={css('fields')}>
      <input type="hidden" name="level" value={`${dimension} ${code}`} />
      <div className={css('grid')}>
        <Select
          label={`${code} ${t('console.refinement.gives')}`}
          name={at('gives')}
          defaultValue={item?.gives ?? ''}
          none={t('console.refinement.city-gives', { openClass: t(`openClass.${level.gives}`) })}
          options={OPEN_CLASSES.filter((each) => isStricter(each, level.gives)).map((value) => ({
            value,
            label: t(`openClass.${value}`),
          }))}
        />
        <TextArea
          label={`${code} ${t('console.refinement.meaning')}`}
          hint={t('console.refinement.meaning-hint')}
          name={at('meaning')}
          defaultValue={item?.meaning ?? ''}
          rows={2}
          optional
        />
        <TextArea
          label={`${code} ${t('console.refinement.examples')}`}
          hint={t('console.refinement.examples-hint')}
          name={at('examples')}
          defaultValue={item?.examples.join('\n') ?? ''}
          rows={2}
          optional
        />
      </div>
    </div>
  );
}
