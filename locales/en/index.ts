import { acts } from './acts.ts';
import { access } from './access.ts';
import { accounts } from './accounts.ts';
import { applications } from './applications.ts';
import { agreements } from './agreements.ts';
import { certificates } from './certificates.ts';
import { cli } from './cli.ts';
import { conditions } from './conditions.ts';
import { draftBatches } from './draft-batches.ts';
import { expertReviews } from './expert-reviews.ts';
import { expressions } from './expressions.ts';
import { consoleMessages } from './console/index.ts';
import { design } from './design.ts';
import { find } from './find.ts';
import { fastTrack } from './fast-track.ts';
import { fieldRules } from './field-rules.ts';
import { grading } from './grading.ts';
import { graph } from './graph.ts';
import { head } from './head.ts';
import { portal } from './portal.ts';
import { openList } from './open-list.ts';
import { problems } from './problems.ts';
import { sentMessages } from './messages.ts';
import { emergencies } from './emergencies.ts';
import { misconduct } from './misconduct.ts';
import { personalConsents } from './personal-consents.ts';
import { spotChecks } from './spot-checks.ts';
import { useReports } from './use-reports.ts';
import { reading } from './reading.ts';
import { liveSources } from './live-sources.ts';
import { maps } from './maps.ts';
import { look } from './look.ts';
import { sources } from './sources.ts';
import { statistics } from './statistics.ts';
import { versionChanges } from './version-changes.ts';

export const messages = {
  ...acts,
  ...consoleMessages,
  ...design,
  ...head,
  ...portal,
  ...access,
  ...accounts,
  ...applications,
  ...expertReviews,
  ...agreements,
  ...certificates,
  ...cli,
  ...conditions,
  ...draftBatches,
  ...expressions,
  ...fastTrack,
  ...fieldRules,
  ...find,
  ...grading,
  ...graph,
  ...openList,
  ...problems,
  ...reading,
  ...sources,
  ...liveSources,
  ...versionChanges,
  ...look,
  ...maps,
  ...emergencies,
  ...misconduct,
  ...personalConsents,
  ...spotChecks,
  ...useReports,
  ...sentMessages,
  ...statistics,
};
