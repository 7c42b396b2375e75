export const fastTrack = {
  'action.fast-track.manage': 'Keep the lists of key scenarios, pioneer firms and model units',
  'action.fast-track.decide': 'Approve applications on the fast track in one pass',
  'fast-track-refused.title': 'This application cannot take the fast track',
  'fast-track-refused.remedy':
    'See to each of the reasons listed, or send it without the fast track, by the usual way.',
  'fast-track-missing.title': 'This application is not on the fast track, or is not taken in yet',
  'fast-track-missing.remedy':
    'Only what was sent with the signed notice and commitment, and taken in by the operator, can be approved in one pass.',
} as const;
