import { account } from './account.ts';
import { audit } from './audit.ts';
import { catalogue } from './catalogue.ts';
import { catalogueImports } from './catalogue-imports.ts';
import { confirming } from './confirming.ts';
import { datasets } from './datasets.ts';
import { frame } from './frame.ts';
import { grants } from './grants.ts';
import { guidelines } from './guidelines.ts';
import { members } from './members.ts';
import { messagePages } from './messages.ts';
import { organisations } from './organisations.ts';
import { platformRules } from './platform-rules.ts';
import { reading } from './reading.ts';
import { reconciliation } from './reconciliation.ts';
import { reviews } from './reviews.ts';
import { running } from './running.ts';
import { settings } from './settings.ts';
import { signIn } from './sign-in.ts';
import { systems } from './systems.ts';
import { tasks } from './tasks.ts';
import { tokens } from './tokens.ts';
import { uploads } from './uploads.ts';
import { versions } from './versions.ts';
import { workOrders } from './work-orders.ts';

export const consoleMessages = {
  ...frame,
  ...signIn,
  ...tasks,
  ...uploads,
  ...reading,
  ...confirming,
  ...datasets,
  ...versions,
  ...workOrders,
  ...catalogue,
  ...catalogueImports,
  ...reconciliation,
  ...grants,
  ...guidelines,
  ...reviews,
  ...systems,
  ...organisations,
  ...platformRules,
  ...messagePages,
  ...members,
  ...tokens,
  ...account,
  ...running,
  ...settings,
  ...audit,
};
