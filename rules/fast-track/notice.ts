/** One version of what whoever asks for the fast track is told, and promises; published versions never change. */
export interface FastTrackNotice {
  version: number;
  /** Binding, lines parted by LF. */
  text: string;
}

const FIRST = `快速通道告知承诺书

一、告知
1. 依据《上海市公共数据开放2023年度重点工作安排》第二（四）项，对列入重点场景的数据需求，以及列入城市数字化转型先锋企业和示范单位名单的数据需求，一次性审核通过，采取告知承诺加过程监督。
2. 走快速通道的申请，一次审核涉及的全部数据开放主体，通过以后即提出数据利用协议；协议仍由双方签署，授权的字段、行数、次数和期限仍以协议为准。
3. 分级结果列为不适用快速通道的数据集，以及正被限制数据获取权限的申请人，不适用快速通道。
4. 走快速通道取得的数据，列入重点抽查范围，抽查次数多于一般情形。

二、承诺
1. 申请中填写的场景、目的、系统和人员真实，提交的材料真实有效。
2. 只在列入名单的场景或者本单位业务范围内使用数据，不转让、不再开放、不用于识别个人。
3. 按承诺落实加密、脱敏、留痕等安全措施，接受并配合过程监督，按期报送利用情况。
4. 情况变化、不再符合名单条件时，五个工作日内书面告知，并停止使用。
5. 违反承诺的，接受中止授权、终止协议、记入违规记录等处理。`;

export const FAST_TRACK_NOTICES: readonly FastTrackNotice[] = [{ version: 1, text: FIRST }];

/** The one that is to be signed now. */
export const currentNotice = (): FastTrackNotice => {
  const newest = FAST_TRACK_NOTICES.at(-1);
  if (!newest) throw new Error('there is no notice of the fast track');
  return newest;
};
