import {
  IMPORT_PAGE,
  type CatalogueImportView,
} from '../../../rules/catalogue/catalogue-imports.operations.ts';
import { Button, LinkButton } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { ProvisionLink } from '../../design/facts.tsx';
import { useFormat, useT } from '../../design/language.tsx';
import { Note } from '../../design/note.tsx';
import { Busy, FailedState } from '../../design/states.tsx';
import { NextStep, StageBar, type Stage } from '../../design/workflow.tsx';
import { LookAgain } from '../look-again.tsx';
import styles from './catalogue-imports.module.css';

const css = classesOf(styles);

type Found = CatalogueImportView;

/** Which step an import has reached, and what there is to do or to wait for. */
export function ImportStanding({ found }: { found: Found }) {
  return (
    <div className={css('standing')}>
      <Stages found={found} />
      <Now found={found} />
    </div>
  );
}

const STAGES = ['send', 'compare', 'decide', 'take'] as const;
const REACHED: Record<Found['state'], number> = {
  receiving: 0,
  comparing: 1,
  refused: 1,
  compared: 2,
  dropped: 2,
  taking: 3,
  taken: STAGES.length,
};

function Stages({ found: { state } }: { found: Found }) {
  const t = useT();
  const here = REACHED[state];
  const stopped = state === 'refused' || state === 'dropped';
  const stages = STAGES.map((key, place): Stage => ({
    key,
    name: t(`console.import.stage.${key}`),
    state: place < here ? 'done' : place > here ? 'ahead' : stopped ? 'stopped' : 'now',
  }));
  return <StageBar stages={stages} label={t('console.import.stages')} />;
}

function Now({ found }: { found: Found }) {
  const t = useT();
  switch (found.state) {
    case 'receiving':
      return <CutOff found={found} />;
    case 'comparing':
    case 'taking':
      return <Running found={found} state={found.state} />;
    case 'compared':
      return <Decide found={found} />;
    case 'taken':
      return <Result found={found} />;
    case 'refused':
      return (
        <FailedState
          title={t('console.import.refused')}
          action={<LinkButton to={IMPORT_PAGE.path}>{t('console.import.another')}</LinkButton>}
        >
          <p>{found.problem?.detail}</p>
          <p>{t('console.import.refused-text')}</p>
        </FailedState>
      );
    case 'dropped':
      return <Note title={t('console.import.dropped')} />;
  }
}

function Running({ found: { done, total }, state }: { found: Found; state: 'comparing' | 'taking' }) {
  const t = useT();
  return (
    <>
      <Busy title={t(`console.import.busy.${state}`)} {...(total !== null && { done, total })}>
        <p>{t('console.import.busy-text')}</p>
      </Busy>
      <LookAgain />
    </>
  );
}

function CutOff({ found: { received, bytes, can } }: { found: Found }) {
  const t = useT();
  const format = useFormat();
  const sizes = { received: format.bytes(received), bytes: format.bytes(bytes) };
  return (
    <NextStep turn={t('console.import.turn')} title={t('console.import.receiving-title', sizes)}>
      <p>{t('console.import.receiving-text')}</p>
      {can['drop'] === true && (
        <form method="post" className={css('acts')}>
          <Button name="event" value="drop">
            {t('console.import.drop')}
          </Button>
        </form>
      )}
    </NextStep>
  );
}

/** From this share on a file is likely not to be whole. */
const MANY = 0.1;

function Decide({ found: { counts, can } }: { found: Found }) {
  const t = useT();
  const format = useFormat();
  if (!counts) return null;
  const { new: added, changed, vanished } = counts;
  const before = counts.same + changed + counts.disputed + vanished;
  const share = before === 0 ? 0 : vanished / before;
  const idle = added + changed + counts.disputed + vanished === 0;
  return (
    <NextStep
      turn={t('console.import.turn')}
      title={idle ? t('console.import.decide-none') : t('console.import.decide', counts)}
    >
      {share >= MANY && (
        <Note
          kind="warning"
          title={t('console.import.vanishing', { ...counts, share: format.percent(share, 0) })}
        >
          {t('console.import.vanishing-text')}
        </Note>
      )}
      {!idle && <p className={css('prose')}>{t('console.import.decide-text')}</p>}
      <form method="post" className={css('acts')}>
        {can['take'] === true && (
          <Button kind="primary" name="event" value="take">
            {t('console.import.take')}
          </Button>
        )}
        {can['drop'] === true && (
          <Button name="event" value="drop">
            {t('console.import.drop')}
          </Button>
        )}
        <ProvisionLink id="xz-9" />
      </form>
    </NextStep>
  );
}

function Result({ found: { counts } }: { found: Found }) {
  const t = useT();
  if (!counts) return null;
  return (
    <Note kind="done" title={t('console.import.result', counts)}>
      {t('console.import.result-text')}
    </Note>
  );
}
