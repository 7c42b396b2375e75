import {
  addMaterial,
  createApplication,
  downloadMaterial,
  getApplication,
  getApplicationFigures,
  listApplications,
  listMaterials,
  prepareOpinion,
  saveApplication,
  stepApplication,
  stepApplicationPart,
  studyApplicationPart,
} from '../../../rules/applications/applications.operations.ts';
import { handle, type Handled } from '../../plugins/operations.ts';
import { create, get, list, save } from './draft.use-cases.ts';
import { figures } from './figures.use-case.ts';
import * as materials from './material.use-cases.ts';
import { prepare, stepPart, stepWhole } from './step.use-cases.ts';
import { study } from './study.use-case.ts';

export { findApplication, lockApplication, type Application, type Part } from './application.queries.ts';
export { eventsFor } from './application.view.ts';
export { reportDelays } from './report-delays.ts';
export { lockPart, take as stepLocked } from './step.use-cases.ts';
export { studiedPart } from './study.use-case.ts';
export { applicationTasks } from './application-tasks.ts';
export const applicationOperations: readonly Handled[] = [
  handle(listApplications, list),
  handle(createApplication, create),
  handle(getApplication, get),
  handle(saveApplication, save),
  handle(stepApplication, stepWhole),
  handle(prepareOpinion, prepare),
  handle(stepApplicationPart, stepPart),
  handle(studyApplicationPart, study),
  handle(listMaterials, materials.list),
  handle(addMaterial, materials.add),
  handle(downloadMaterial, materials.download),
  handle(getApplicationFigures, figures),
];
