import {
  answerSuggestion,
  decideUseReport,
  fileUseReport,
  getUseReport,
  listUseReports,
} from '../../../rules/use-reports/use-reports.operations.ts';
import { handle, type Handled } from '../../plugins/operations.ts';
import { answer, decide, file, get, list } from './use-reports.use-cases.ts';

export { useReportTasks } from './use-report-tasks.ts';
export { lookAfterReports, watchUseReports } from './watch-use-reports.ts';
export const useReportOperations: readonly Handled[] = [
  handle(listUseReports, list),
  handle(getUseReport, get),
  handle(fileUseReport, file),
  handle(decideUseReport, decide),
  handle(answerSuggestion, answer),
];
