import { FEASIBILITIES, SECURITY_RESULTS, type ReviewDecision } from '../../../rules/reviews/assessment.ts';
import { RadioGroup, TextArea } from '../../design/field.tsx';
import { useT } from '../../design/language.tsx';
import type { WrittenAssessment } from './assessment-form.ts';

/** Security review, feasibility and decision, with the reason; `written` is what stood there or was refused. */
export function AssessmentFields({
  written,
  decisions,
}: {
  written: WrittenAssessment | null;
  decisions: readonly ReviewDecision[];
}) {
  const t = useT();
  return (
    <>
      <RadioGroup
        legend={t('review.security')}
        name="security"
        boxed
        chosen={written?.security ?? undefined}
        options={SECURITY_RESULTS.map((value) => ({ value, label: t(`review.security.${value}`) }))}
      />
      <TextArea
        label={t('review.security-note')}
        hint={t('review.security-note-hint')}
        name="securityNote"
        defaultValue={written?.securityNote}
        rows={2}
        maxLength={2000}
      />
      <RadioGroup
        legend={t('review.feasibility')}
        name="feasibility"
        chosen={written?.feasibility ?? undefined}
        options={FEASIBILITIES.map((value) => ({ value, label: t(`review.feasibility.${value}`) }))}
      />
      <RadioGroup
        legend={t('review.decision')}
        name="decision"
        chosen={written?.decision ?? undefined}
        options={decisions.map((value) => ({
          value,
          label: t(`review.decision.${value}`),
          hint: t(`review.decision-hint.${value}`),
        }))}
      />
      <TextArea
        label={t('review.reason')}
        hint={t('review.reason-hint')}
        name="reason"
        defaultValue={written?.reason}
        rows={3}
        maxLength={2000}
        required
      />
    </>
  );
}
