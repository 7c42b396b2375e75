import type { DataGrantTable, GrantSecretTable, GrantTokenTable, GrantUseTable } from './tables/grants.ts';
import type { AgreementProposalTable, AgreementSignatureTable, AgreementTable } from './tables/agreements.ts';
import type { EmergencyDatasetTable, EmergencyTable, EmergencyUserTable } from './tables/emergencies.ts';
import type {
  ApplicationTallyTable,
  AccessApplicationTable,
  ApplicationMaterialTable,
  ApplicationPartTable,
  ExpertOpinionTable,
  ExpertReviewTable,
} from './tables/applications.ts';
import type { Json } from './tables/column-types.ts';
import type {
  FastTrackEntryTable,
  FastTrackRequestTable,
  PersonalConsentTable,
  PersonalDatasetTable,
  PersonalUseTable,
  VerifiedIdentityTable,
} from './tables/fast-track.ts';
import type {
  EventOutboxTable,
  MessageDeliveryTable,
  MessageSettingsTable,
  MessageTable,
  SavedSearchTable,
} from './tables/messages.ts';
import type { MisconductMeasureTable, MisconductTable } from './tables/misconduct.ts';
import type { SpotCheckDrawTable, SpotCheckTable } from './tables/spot-checks.ts';
import type { GrantHoldTable, UseReportTable, UseSuggestionTable } from './tables/supervision.ts';
import type {
  UploadTable,
  DataVersionTable,
  VersionDistributionTable,
  VersionPlacesTable,
  HotVersionTable,
  FieldRulesTable,
  SourceTable,
  SourcePullTable,
  LivePeriodTable,
  LiveDeliveryTable,
  EventTable,
  AccessSegmentTable,
  DatasetUseTable,
} from './tables/data.ts';
import type {
  CatalogueEntryTable,
  DatasetTable,
  CatalogueImportTable,
  CatalogueImportChangeTable,
  GradingGuidelineTable,
  GradingRefinementTable,
  RegradingTable,
  ConsentTable,
  SecrecyReviewTable,
  GradingTable,
  WorkOrderTable,
  MismatchTable,
  ReviewCampaignTable,
  ReviewItemTable,
  InformationSystemTable,
  SystemItemTable,
  DraftBatchTable,
  DraftBatchItemTable,
} from './tables/open-list.ts';
import type {
  PublicBodyTable,
  AccountTable,
  MembershipTable,
  OrganisationCertificateTable,
  OrganisationInvitationTable,
  PlatformRulesTable,
  RecognitionTable,
  RulesAcceptanceTable,
  OrganisationTable,
  SessionTable,
  SignOnAttemptTable,
  TokenTable,
  UsedChallengeTable,
  IdempotencyTable,
} from './tables/people.ts';

/** The rows as PostgreSQL holds them; they never leave the query files. bigint arrives as a number (see database.ts). */
export interface Database {
  misconduct: MisconductTable;
  misconduct_measure: MisconductMeasureTable;
  grant_hold: GrantHoldTable;
  use_report: UseReportTable;
  use_suggestion: UseSuggestionTable;
  spot_check: SpotCheckTable;
  spot_check_draw: SpotCheckDrawTable;
  setting: { key: string; value: Json<object>; changed_at: Date };
  public_body: PublicBodyTable;
  account: AccountTable;
  membership: MembershipTable;
  organisation: OrganisationTable;
  organisation_invitation: OrganisationInvitationTable;
  organisation_certificate: OrganisationCertificateTable;
  used_challenge: UsedChallengeTable;
  recognition: RecognitionTable;
  platform_rules: PlatformRulesTable;
  rules_acceptance: RulesAcceptanceTable;
  session: SessionTable;
  sign_on_attempt: SignOnAttemptTable;
  token: TokenTable;
  upload: UploadTable;
  catalogue_entry: CatalogueEntryTable;
  catalogue_import: CatalogueImportTable;
  catalogue_import_change: CatalogueImportChangeTable;
  dataset: DatasetTable;
  grading_guideline: GradingGuidelineTable;
  grading_refinement: GradingRefinementTable;
  grading: GradingTable;
  regrading: RegradingTable;
  consent: ConsentTable;
  secrecy_review: SecrecyReviewTable;
  work_order: WorkOrderTable;
  data_version: DataVersionTable;
  version_distribution: VersionDistributionTable;
  version_places: VersionPlacesTable;
  'hot.version': HotVersionTable;
  mismatch: MismatchTable;
  review_campaign: ReviewCampaignTable;
  review_item: ReviewItemTable;
  information_system: InformationSystemTable;
  system_item: SystemItemTable;
  draft_batch: DraftBatchTable;
  draft_batch_item: DraftBatchItemTable;
  field_rules: FieldRulesTable;
  source: SourceTable;
  source_pull: SourcePullTable;
  live_period: LivePeriodTable;
  live_delivery: LiveDeliveryTable;
  access_application: AccessApplicationTable;
  application_part: ApplicationPartTable;
  application_tally: ApplicationTallyTable;
  expert_review: ExpertReviewTable;
  expert_opinion: ExpertOpinionTable;
  application_material: ApplicationMaterialTable;
  agreement: AgreementTable;
  agreement_signature: AgreementSignatureTable;
  agreement_proposal: AgreementProposalTable;
  emergency: EmergencyTable;
  emergency_dataset: EmergencyDatasetTable;
  emergency_user: EmergencyUserTable;
  event: EventTable;
  event_outbox: EventOutboxTable;
  message: MessageTable;
  message_delivery: MessageDeliveryTable;
  message_settings: MessageSettingsTable;
  saved_search: SavedSearchTable;
  access_segment: AccessSegmentTable;
  dataset_use: DatasetUseTable;
  data_grant: DataGrantTable;
  grant_use: GrantUseTable;
  grant_secret: GrantSecretTable;
  grant_token: GrantTokenTable;
  fast_track_entry: FastTrackEntryTable;
  fast_track_request: FastTrackRequestTable;
  personal_dataset: PersonalDatasetTable;
  verified_identity: VerifiedIdentityTable;
  personal_consent: PersonalConsentTable;
  personal_use: PersonalUseTable;
  idempotency: IdempotencyTable;
}
