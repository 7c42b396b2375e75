import { Type, type TSchema } from 'typebox';
import { AccountView } from '../accounts/accounts.operations.ts';
import { ApplicationContent, AskedTerms, Opinion } from '../applications/application.schema.ts';
import { ApplicationPartView, ApplicationView } from '../applications/applications.operations.ts';
import { PublicBodyView } from '../bodies/bodies.operations.ts';
import { CatalogueImportView } from '../catalogue/catalogue-imports.operations.ts';
import { ConditionTerm, ParsedConditions } from '../conditions/condition.schema.ts';
import { CatalogueEntrySummary, CatalogueEntryView, CatalogueField } from '../catalogue/catalogue.schema.ts';
import { DatasetView, FoundDataset } from '../datasets/datasets.operations.ts';
import { DraftView } from '../datasets/drafts.operations.ts';
import { DatasetUse } from '../datasets/use.schema.ts';
import { BatchEdit, DraftBatchView } from '../draft-batches/draft-batches.operations.ts';
import { Field, ListEntry } from '../datasets/list-entry.schema.ts';
import { FieldRule } from '../field-rules/field-rule.schema.ts';
import { FieldRulesView } from '../field-rules/field-rules.operations.ts';
import { HistoryItem } from '../events/event.schema.ts';
import { Finding } from '../findings/finding.schema.ts';
import {
  Combination,
  GradingGuideline,
  Grade,
  GuidelineContent,
  GuidelineDimension,
  GuidelineLevel,
  LevelRefinement,
  Text,
} from '../gradings/guideline.schema.ts';
import { GuidelineEffect, GuidelineView } from '../gradings/guidelines.operations.ts';
import { Places } from '../maps/maps.operations.ts';
import { ProblemView } from '../problems/problem.schema.ts';
import { Reading, ReadingChoices } from '../reading/reading.schema.ts';
import { MismatchView } from '../reconciliation/reconciliation.operations.ts';
import { Assessment } from '../reviews/assessment.ts';
import { ReviewItemView, ReviewView } from '../reviews/reviews.operations.ts';
import { MembershipView, Viewer } from '../sessions/sessions.schema.ts';
import { LiveSetting } from '../sources/live.ts';
import { PullView, SourceAddress, SourceView } from '../sources/source.schema.ts';
import { FigureRow, Figures } from '../statistics/statistics.operations.ts';
import { GraphGroup, GraphNode, JoinWay } from '../graph/graph.operations.ts';
import { SchemeItem } from '../systems/acceptance.ts';
import { SystemView } from '../systems/systems.operations.ts';
import { OrganisationView } from '../organisations/organisations.operations.ts';
import { PausedClockView } from '../time/paused-clock.ts';
import { ClockView } from '../time/working-clock.ts';
import { TokenView } from '../tokens/tokens.operations.ts';
import { UploadView } from '../uploads/uploads.operations.ts';
import { VersionChangesView } from '../versions/version-changes.operations.ts';
import { VersionManifest } from '../versions/version.schema.ts';
import { VersionView } from '../versions/versions.operations.ts';
import { WorkOrderView } from '../work-orders/work-orders.operations.ts';
import { Stepped } from './views.ts';
import { GrantTerms } from '../grants/grant-terms.schema.ts';
import { EmergencyView } from '../emergencies/emergencies.operations.ts';
import { UseReportContent } from '../use-reports/use-report.schema.ts';
import { FastTrackEntry, FastTrackRequest, FastTrackStanding } from '../fast-track/fast-track.operations.ts';
import { PersonalConsentView } from '../personal-consents/personal-consents.operations.ts';
import { GrantView } from '../grants/grants.operations.ts';

export type JsonSchema = Record<string, unknown>;

/** What stands in several answers of the API, by the name that its document gives it. */
const SHARED: Record<string, TSchema> = {
  Account: AccountView,
  Assessment,
  BilingualText: Text,
  BodyReference: Type.Object({ id: Type.String(), code: Type.String(), name: Type.String() }),
  CatalogueEntry: CatalogueEntryView,
  CatalogueEntrySummary,
  CatalogueField,
  CatalogueImport: CatalogueImportView,
  Clock: ClockView,
  Combination,
  ConditionTerm,
  Dataset: DatasetView,
  DatasetUse,
  Draft: DraftView,
  DraftBatch: DraftBatchView,
  DraftBatchEdit: BatchEdit,
  FieldRule,
  FigureRow,
  Figures,
  FieldRules: FieldRulesView,
  Finding,
  Grade,
  FoundDataset,
  GradingGuideline,
  Guideline: GuidelineView,
  GuidelineContent,
  Emergency: EmergencyView,
  FastTrackEntry,
  FastTrackRequest,
  FastTrackStanding,
  PersonalConsent: PersonalConsentView,
  Grant: GrantView,
  GrantTerms,
  GuidelineDimension,
  GuidelineEffect,
  GuidelineLevel,
  GraphGroup,
  GraphNode,
  HistoryItem,
  JoinWay,
  LevelRefinement,
  ListEntry,
  ListField: Field,
  LiveSetting,
  Membership: MembershipView,
  Mismatch: MismatchView,
  Application: ApplicationView,
  ApplicationContent,
  ApplicationPart: ApplicationPartView,
  AskedTerms,
  Opinion,
  Organisation: OrganisationView,
  ParsedConditions,
  PausedClock: PausedClockView,
  Places,
  Problem: ProblemView,
  PublicBody: PublicBodyView,
  Reading,
  ReadingChoices,
  Review: ReviewView,
  ReviewItem: ReviewItemView,
  Source: SourceView,
  SourceAddress,
  SourcePull: PullView,
  SchemeItem,
  Stepped,
  System: SystemView,
  Token: TokenView,
  Upload: UploadView,
  UseReportContent,
  Version: VersionView,
  VersionChanges: VersionChangesView,
  VersionManifest,
  Viewer,
  WorkOrder: WorkOrderView,
};

const NAMES = new Map(Object.entries(SHARED).map(([name, schema]) => [JSON.stringify(schema), name]));

/**
 * A part of the document in which known schemas are referred to by name, and those that are, each referring to others
 * in the same way.
 */
export function sharing<T>(part: T): { part: T; schemas: Record<string, JsonSchema> } {
  const schemas: Record<string, unknown> = {};
  const inside = (node: object): object =>
    Array.isArray(node)
      ? node.map(referring)
      : Object.fromEntries(Object.entries(node).map(([key, value]) => [key, referring(value)]));
  const referring = (node: unknown): unknown => {
    if (typeof node !== 'object' || node === null) return node;
    const name = 'properties' in node || 'anyOf' in node ? NAMES.get(JSON.stringify(node)) : undefined;
    if (name === undefined) return inside(node);
    schemas[name] ??= inside(node);
    return { $ref: `#/components/schemas/${name}` };
  };
  const referred = referring(part);
  const inOrder = Object.entries(schemas).sort(([a], [b]) => (a < b ? -1 : 1));
  // Only schemas were replaced, by what stands for them.
  return { part: referred as T, schemas: Object.fromEntries(inOrder) as Record<string, JsonSchema> };
}
