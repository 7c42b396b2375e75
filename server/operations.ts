import { accessRecordOperations } from './features/access-records/index.ts';
import { agreementOperations } from './features/agreements/index.ts';
import { accountOperations } from './features/accounts/index.ts';
import { applicationOperations } from './features/applications/index.ts';
import { bodyOperations } from './features/bodies/index.ts';
import { catalogueOperations } from './features/catalogue/index.ts';
import { certificateOperations } from './features/certificates/index.ts';
import { catalogueImportOperations } from './features/catalogue-imports/index.ts';
import { datasetOperations } from './features/datasets/index.ts';
import { draftBatchOperations } from './features/draft-batches/index.ts';
import { demonstrationOperations } from './features/demonstration/index.ts';
import { emergencyOperations } from './features/emergencies/index.ts';
import { eventOperations } from './features/events/index.ts';
import { fastTrackOperations } from './features/fast-track/index.ts';
import { fieldRuleOperations } from './features/field-rules/index.ts';
import { grantOperations } from './features/grants/index.ts';
import { graphOperations } from './features/graph/index.ts';
import { expertReviewOperations } from './features/expert-reviews/index.ts';
import { findingOperations } from './features/finding/index.ts';
import { gradingOperations } from './features/grading-acts/index.ts';
import { guidelineOperations } from './features/gradings/index.ts';
import { installationOperations } from './features/installation/index.ts';
import { reconciliationOperations } from './features/reconciliation/index.ts';
import { mapOperations } from './features/maps/index.ts';
import { messageOperations } from './features/messages/index.ts';
import { spotCheckOperations } from './features/spot-checks/index.ts';
import { useReportOperations } from './features/use-reports/index.ts';
import { misconductOperations } from './features/misconduct/index.ts';
import { organisationOperations } from './features/organisations/index.ts';
import { personalConsentOperations } from './features/personal-consents/index.ts';
import { platformRulesOperations } from './features/platform-rules/index.ts';
import { recordOperations } from './features/records/index.ts';
import { reviewOperations } from './features/reviews/index.ts';
import { runningOperations } from './features/running/index.ts';
import { sessionOperations } from './features/sessions/index.ts';
import { sourceOperations } from './features/sources/index.ts';
import { statisticsOperations } from './features/statistics/index.ts';
import { systemOperations } from './features/systems/index.ts';
import { tokenOperations } from './features/tokens/index.ts';
import { versionChangeOperations } from './features/version-changes/index.ts';
import { uploadOperations } from './features/uploads/index.ts';
import { versionOperations } from './features/versions/index.ts';
import { workOrderOperations } from './features/work-orders/index.ts';
import type { Handled } from './plugins/operations.ts';

/** Everything that can be asked of the platform. */
export const OPERATIONS: readonly Handled[] = [
  ...datasetOperations,
  ...recordOperations,
  ...mapOperations,
  ...findingOperations,
  ...bodyOperations,
  ...graphOperations,
  ...statisticsOperations,
  ...catalogueOperations,
  ...catalogueImportOperations,
  ...draftBatchOperations,
  ...uploadOperations,
  ...versionOperations,
  ...fieldRuleOperations,
  ...versionChangeOperations,
  ...sourceOperations,
  ...workOrderOperations,
  ...guidelineOperations,
  ...gradingOperations,
  ...reconciliationOperations,
  ...reviewOperations,
  ...systemOperations,
  ...agreementOperations,
  ...applicationOperations,
  ...expertReviewOperations,
  ...grantOperations,
  ...fastTrackOperations,
  ...personalConsentOperations,
  ...misconductOperations,
  ...emergencyOperations,
  ...useReportOperations,
  ...spotCheckOperations,
  ...messageOperations,
  ...sessionOperations,
  ...accountOperations,
  ...organisationOperations,
  ...certificateOperations,
  ...platformRulesOperations,
  ...tokenOperations,
  ...eventOperations,
  ...accessRecordOperations,
  ...installationOperations,
  ...runningOperations,
  ...demonstrationOperations,
];
