/** Catalogue and open list compared: the board of mismatches in the console. */
export const reconciliation = {
  'console.place.reconciliation': 'Reconciliation',
  'console.task-kind.mend-mismatches': 'Reconciliation',
  'console.task-mark.mend-mismatches': 'R',
  'console.task-act.mend-mismatches': 'Look at them',
  'task.mend-mismatches': 'The catalogue declares what list and data do not carry out',
  'console.done.mismatch-explain':
    'The explanation is kept. The work order ends by itself when both sides agree.',
  'reconciliation.standing':
    '{count, plural, one {# mismatch between catalogue and list} other {# mismatches between catalogue and list}}',
  'reconciliation.rate':
    '{declared, plural, =0 {Nothing in the catalogue is declared open yet.} other {Of {declared, number} entries declared open, {agreeing, number} are listed and have open data: {rate}. The goal is 100%.}}',
  'reconciliation.kind': 'What disagrees',
  'reconciliation.kind.not-listed': 'Not listed',
  'reconciliation.kind.other-class': 'Different class',
  'reconciliation.kind.no-data': 'No open data',
  'reconciliation.kind.suspended': 'Suspended',
  'reconciliation.kind.not-in-catalogue': 'Not in the catalogue',
  'reconciliation.text.not-listed':
    'The catalogue declares it open, and the open list has no dataset of it. List it, or correct the catalogue.',
  'reconciliation.text.other-class':
    'Catalogue and list give different classes. Change one of them so that both agree.',
  'reconciliation.text.no-data':
    'It is listed, and no data was ever opened. Upload and publish data, or correct the catalogue.',
  'reconciliation.text.suspended':
    'The catalogue declares it open, and its data is held back for now. Resume it once verified, or withdraw it and correct the catalogue.',
  'reconciliation.text.not-in-catalogue':
    'The dataset on the list belongs to no catalogue entry. Enter it in the catalogue first, then bind it.',
  'reconciliation.state.found': 'To do',
  'reconciliation.state.explained': 'Explained',
  'reconciliation.state.resolved': 'Agrees again',
  'reconciliation.thing': 'Entry and work order',
  'reconciliation.declared': 'Catalogue',
  'reconciliation.listed': 'List',
  'reconciliation.absent': 'none',
  'reconciliation.found': 'Found',
  'reconciliation.none': 'Nothing disagrees',
  'reconciliation.none-text': 'Whatever the catalogue declares open is listed and has open data.',
  'reconciliation.by-body': 'By body',
  'reconciliation.body.declared': 'Declared open',
  'reconciliation.body.agreeing': 'Carried out',
  'reconciliation.body.rate': 'Share',
  'reconciliation.body.mismatches': 'Mismatches',
  'reconciliation.turn': 'Your turn',
  'reconciliation.to-entry': 'See the catalogue entry',
  'reconciliation.to-dataset': 'See the dataset',
  'reconciliation.about': 'This work order',
  'reconciliation.code': 'Work order',
  'reconciliation.explanation': 'The body’s explanation',
  'reconciliation.no-explanation': 'none yet',
  'reconciliation.explain': 'Explain why, and what will be done',
  'reconciliation.explain-hint':
    'Where both cannot agree at once: why, what will be done, by when. It ends when both sides agree, not by an explanation.',
  'reconciliation.save': 'Keep the explanation',
};
