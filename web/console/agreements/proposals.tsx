import type { AgreementView, ProposalView } from '../../../rules/agreements/agreements.operations.ts';
import { Button } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { Time } from '../../design/facts.tsx';
import { TextArea } from '../../design/field.tsx';
import { useLanguage, useT } from '../../design/language.tsx';
import styles from '../console.module.css';
import ownStyles from './agreement.module.css';

const css = classesOf(styles);
const own = classesOf(ownStyles);

/** Every change that was proposed, with its marked differences; the open one with the ways to answer it. */
export function Proposals({ agreement: { proposals, can } }: { agreement: AgreementView }) {
  const answers = can['accept-changes'] === true;
  return proposals.map((proposal) => (
    <Proposal key={proposal.id} proposal={proposal} answers={answers && proposal.state === 'open'} />
  ));
}

function Proposal({ proposal, answers }: { proposal: ProposalView; answers: boolean }) {
  const t = useT();
  const { id, side, byName, note, state, madeAt } = proposal;
  return (
    <article className={own('proposal')}>
      <h3 className={own('heading')}>
        {t(`agreement.proposal.${side}`)}{' '}
        <b className={own('state')}>{t(`agreement.proposal.state.${state}`)}</b>
      </h3>
      <p className={own('lead')}>
        {byName} <Time at={madeAt} show="date-time" />
      </p>
      <p className={css('prose')}>{note}</p>
      <Differences changes={proposal.changes} />
      {answers && (
        <form method="post" className={css('form')}>
          <input type="hidden" name="proposalId" value={id} />
          <TextArea
            label={t('agreement.proposal.why-not')}
            name="reasons"
            rows={2}
            maxLength={2000}
            optional
          />
          <p className={css('actions')}>
            <Button kind="primary" name="act" value="accept">
              {t('agreement.proposal.accept')}
            </Button>
            <Button name="act" value="decline">
              {t('agreement.proposal.decline')}
            </Button>
          </p>
        </form>
      )}
    </article>
  );
}

/** The clauses that differ: what stood there struck out, what would stand there underlined. */
function Differences({ changes }: Pick<ProposalView, 'changes'>) {
  const isChinese = useLanguage() === 'zh-CN';
  return (
    <ul className={own('differences')}>
      {changes.map(({ article, before, after }) => (
        <li key={`${before?.en ?? ''}${after?.en ?? ''}`}>
          <span className={own('article-name')}>
            <span lang="zh-CN">{article['zh-CN']}</span>
            {!isChinese && <span className={own('reading')}>{article.en}</span>}
          </span>
          {before && (
            <del className={own('before')}>
              <span lang="zh-CN">{before['zh-CN']}</span>
              {!isChinese && <span className={own('reading')}>{before.en}</span>}
            </del>
          )}
          {after && (
            <ins className={own('after')}>
              <span lang="zh-CN">{after['zh-CN']}</span>
              {!isChinese && <span className={own('reading')}>{after.en}</span>}
            </ins>
          )}
        </li>
      ))}
    </ul>
  );
}
