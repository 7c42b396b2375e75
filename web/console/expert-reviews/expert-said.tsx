import type { ExpertWords } from '../../../rules/expert-reviews/expert-reviews.operations.ts';
import { DefinitionList } from '../../design/facts.tsx';
import { useT } from '../../design/language.tsx';

/** What an expert advises, with the marks and the digest of the signature. */
export function ExpertSaid({ words, signature }: { words: ExpertWords; signature: string | null }) {
  const t = useT();
  const { advice, marks, text } = words;
  return (
    <DefinitionList
      facts={[
        { term: t('expert.advice'), value: t(`expert.advice.${advice}`) },
        { term: t('application.outcome-benefit'), value: marks.benefit },
        { term: t('application.outcome-replicability'), value: marks.replicability },
        { term: t('expert.mark.necessity'), value: marks.necessity },
        { term: t('expert.mark.safety'), value: marks.safety },
        { term: t('expert.text'), value: text },
        { term: t('expert.signature'), value: <code>{signature?.slice(0, 16)}</code> },
      ]}
    />
  );
}
