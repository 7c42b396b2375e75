import { Link } from 'react-router';
import type { BatchItem } from '../../../rules/draft-batches/draft-batches.operations.ts';
import { ENTRY_ELEMENTS, FIELD_ELEMENTS } from '../../../rules/draft-batches/elements.ts';
import { classesOf } from '../../design/classes.ts';
import { useT } from '../../design/language.tsx';
import { Note } from '../../design/note.tsx';
import styles from '../console.module.css';
import { DifferenceRow, DifferenceRows } from '../datasets/differences.tsx';
import { usePartWords } from '../datasets/entry-words.ts';
import { Findings } from '../finding-words.tsx';
import { Part } from '../page-head.tsx';
import own from './draft-batches.module.css';

const css = classesOf(styles);
const batch = classesOf(own);

/** One dataset of a batch: what changes, what does not and why, and what xz-9 then misses. */
export function Item({ item, over }: { item: BatchItem; over: boolean }) {
  const t = useT();
  const { code, dataset, changes, refusals, row, findings } = item;
  const heads = [t('draftBatch.now'), t('draftBatch.then')] as const;
  return (
    <Part
      title={dataset?.name || code || t('draftBatch.row', { row: row ?? 0 })}
      aside={
        dataset ? (
          <Link to={`/console/datasets/${dataset.id}`}>
            <code>{code}</code>
          </Link>
        ) : (
          <code>{code}</code>
        )
      }
    >
      <div className={css('stack')}>
        {refusals.length > 0 && (
          <Note kind="wrong" title={t('draftBatch.not-taken', { count: refusals.length })}>
            <ul className={batch('sentences')}>
              {refusals.map(({ detail }) => (
                <li key={detail}>{detail}</li>
              ))}
            </ul>
          </Note>
        )}
        <Conflicts changes={changes} />
        <Changes changes={changes} heads={over ? [t('draftBatch.before'), t('draftBatch.after')] : heads} />
        {findings && <Effect findings={findings} />}
      </div>
    </Part>
  );
}

type Change = BatchItem['changes'][number];

function useElementName(): (change: Change) => string {
  const t = useT();
  return ({ element, field }) => {
    const ofEntry = ENTRY_ELEMENTS.find((known) => known === element);
    const ofField = FIELD_ELEMENTS.find((known) => known === element);
    if (field === null) return ofEntry ? t(`console.entry.${ofEntry}`) : element;
    return t('console.field.of', { part: ofField ? t(`console.field.${ofField}`) : element, field });
  };
}

/** Side by side, codes in words; what stays is left out. */
function Changes({ changes, heads }: { changes: readonly Change[]; heads: readonly [string, string] }) {
  const nameOf = useElementName();
  const texts = useTexts();
  const written = changes.filter(({ standing }) => standing === 'change');
  if (written.length === 0) return null;
  return (
    <DifferenceRows heads={heads}>
      {written.map((change) => (
        <DifferenceRow
          key={`${change.field ?? ''}/${change.element}`}
          title={nameOf(change)}
          heads={heads}
          before={texts(change, change.before)}
          after={texts(change, change.after)}
        />
      ))}
    </DifferenceRows>
  );
}

function useTexts(): (change: Change, text: string) => string[] {
  const words = usePartWords();
  return ({ element, field }, text) => {
    const coded = ENTRY_ELEMENTS.find((known) => known === element);
    const lines = text === '' ? [] : text.split('\n');
    return field === null && coded ? lines.map((each) => words(coded, each)) : lines;
  };
}

function Conflicts({ changes }: { changes: readonly Change[] }) {
  const t = useT();
  const nameOf = useElementName();
  const texts = useTexts();
  const kept = changes.filter(({ standing }) => standing === 'conflict' || standing === 'gone');
  if (kept.length === 0) return null;
  const heads = [t('draftBatch.theirs'), t('draftBatch.mine')] as const;
  return (
    <Note kind="warning" title={t('draftBatch.conflict', { count: kept.length })}>
      <p>{t('draftBatch.conflict-text')}</p>
      <DifferenceRows heads={heads}>
        {kept.map((change) => (
          <DifferenceRow
            key={`${change.field ?? ''}/${change.element}`}
            title={nameOf(change)}
            heads={heads}
            before={change.standing === 'gone' ? [t('draftBatch.gone')] : texts(change, change.before)}
            after={texts(change, change.after)}
          />
        ))}
      </DifferenceRows>
    </Note>
  );
}

function Effect({ findings }: { findings: NonNullable<BatchItem['findings']> }) {
  const t = useT();
  const { mended, brought, left } = findings;
  return (
    <div className={css('stack')}>
      {brought.length > 0 && (
        <div>
          <p className={batch('effect')}>{t('draftBatch.brought', { count: brought.length })}</p>
          <Findings findings={brought} />
        </div>
      )}
      <p className={css('quiet')}>{t('draftBatch.effect', { mended: mended.length, left })}</p>
    </div>
  );
}
