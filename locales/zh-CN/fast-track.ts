/** The fast track for listed scenarios and listed users (`plan2023-2.4`). */
export const fastTrack = {
  'action.fast-track.manage': '管理重点场景、先锋企业和示范单位名单',
  'action.fast-track.decide': '一次性审核通过快速通道的申请',
  'fast-track-refused.title': '这份申请不能走快速通道',
  'fast-track-refused.remedy': '请对照列出的各项原因处理；也可以不走快速通道，按一般程序提交。',
  'fast-track-missing.title': '这份申请没有走快速通道，或者还没有受理',
  'fast-track-missing.remedy': '只有申请人签了告知承诺书、运营机构已受理的申请，才能一次性审核。',
} as const;
