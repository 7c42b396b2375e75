import { useRef, type ReactNode } from 'react';
import type { ListEntry } from '../../../rules/datasets/list-entry.schema.ts';
import { Button } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { ProvisionLink } from '../../design/facts.tsx';
import { TextArea } from '../../design/field.tsx';
import { useFormat, useT } from '../../design/language.tsx';
import { Findings } from '../finding-words.tsx';
import { Part } from '../page-head.tsx';
import type { DraftData } from './draft-data.ts';
import { AboutPart, ClassPart } from './entry-parts.tsx';
import { sameEntry } from './entry-form.ts';
import { FieldsEditor } from './fields-editor.tsx';
import { anchorOfFinding, FoundInEntry } from './finding-at.tsx';
import { GradingBench } from './grading-bench.tsx';
import styles from './datasets.module.css';
import { ProposalsPart } from './proposals-part.tsx';
import { SimilarNames } from './similar-names.tsx';
import { useLiveDraft, type LiveDraft } from './use-live-draft.ts';

const css = classesOf(styles);

interface EditorProps {
  found: DraftData;
  /** What was written when a save was refused; stands in the form instead of what is kept. */
  written: ListEntry | null;
}

/** All elements of `xz-9` in one form, checked while one writes; saved by a plain post. */
export function Editor({ found, written }: EditorProps) {
  const form = useRef<HTMLFormElement>(null);
  const live = useLiveDraft(found, form);
  const { draft, catalogueFields } = found;
  const entry = written ?? draft.entry;
  return (
    <FoundInEntry value={live.findings}>
      <form ref={form} method="post" id="entry" className={css('editor')}>
        <input type="hidden" name="revision" value={live.revision} />
        {/* Pressing Enter in a control saves; it never hands on. */}
        <button className={css('unseen')} name="intent" value="save" tabIndex={-1} aria-hidden="true" />
        <AboutPart entry={entry} similar={<SimilarNames datasetId={draft.id} kept={found.similar} />} />
        <ProposalsPart entry={draft.entry} proposals={found.proposals} />
        <FieldsEditor fields={entry.fields} catalogue={catalogueFields} />
        <GradingBench found={found} entry={entry} />
        <ClassPart entry={entry} gradedClass={live.gradedClass} listed={draft.listed?.openClass ?? null} />
        <HandOn found={found} live={live} entry={entry} />
        <Bar live={live} />
      </form>
    </FoundInEntry>
  );
}

/** The reason for the change and the way to the reviewer; or everything that still stands in the way. */
function HandOn({ found, live, entry }: { found: DraftData; live: LiveDraft; entry: ListEntry }) {
  const t = useT();
  const { listed } = found.draft;
  const blocking = live.findings.filter(({ blocks }) => blocks);
  const unchanged = listed !== null && sameEntry(listed, entry) && !live.dirty && live.savedAt === null;
  return (
    <Part id="hand-on" title={t('console.hand-on.title')}>
      <div className={css('hand-on')}>
        {blocking.length > 0 && (
          <>
            <p>{t('console.hand-on.missing', { count: blocking.length })}</p>
            <Findings findings={blocking} hrefOf={anchorOfFinding} />
          </>
        )}
        <TextArea
          label={t('console.hand-on.reason')}
          hint={t('console.hand-on.reason-hint')}
          name="reason"
          rows={3}
          maxLength={2000}
        />
        <p className={css('acts')}>
          <HandOnButton unchanged={unchanged} missing={blocking.length} />
        </p>
        <p className={css('quiet')}>{t('console.hand-on.next')}</p>
        <ProvisionLink id="xz-11" />
      </div>
    </Part>
  );
}

function HandOnButton({ unchanged, missing }: { unchanged: boolean; missing: number }): ReactNode {
  const t = useT();
  const because = unchanged
    ? t('console.hand-on.unchanged')
    : missing > 0
      ? t('console.hand-on.still-missing', { count: missing })
      : undefined;
  return (
    <Button kind="primary" name="intent" value="prepare" disabledBecause={because}>
      {t('console.hand-on.act')}
    </Button>
  );
}

/** Always in sight: what is missing, whether it is kept, and saving. */
function Bar({ live }: { live: LiveDraft }) {
  const t = useT();
  const missing = live.findings.filter(({ blocks }) => blocks).length;
  return (
    <div className={css('bar')}>
      <span className={css('acts')}>
        <Button name="intent" value="save">
          {t('console.editor.save')}
        </Button>
        <a href="#hand-on">{t('console.editor.to-hand-on')}</a>
      </span>
      <span className={css('bar-words')}>
        <a href="#hand-on">
          {missing === 0 ? t('console.editor.complete') : t('console.editor.missing', { count: missing })}
        </a>
        <Kept live={live} />
      </span>
    </div>
  );
}

function Kept({ live: { dirty, keeping, savedAt, problem } }: { live: LiveDraft }) {
  const t = useT();
  const format = useFormat();
  return (
    <span role="status">
      {problem
        ? t('console.editor.not-kept', { why: t(`${problem.code}.title`) })
        : keeping
          ? t('console.editor.keeping')
          : dirty
            ? t('console.editor.dirty')
            : savedAt && t('console.editor.kept', { time: format.time(savedAt) })}
    </span>
  );
}
