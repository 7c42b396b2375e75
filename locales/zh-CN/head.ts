/** What search engines and shared links show of a page. */
export const head = {
  'head.description':
    '{platform}：公共数据开放目录。无条件开放的数据不用登录，直接下载或调用接口；有条件开放的数据写明条件；不开放的写明理由。',
  'head.dataset':
    '{summary}由{publisher}提供，{openClass}，更新频率：{frequency}，{fields, plural, =0 {} other {#个字段。}}',
  'head.catalogue': '{platform}的数据目录：{total, number}个数据集，按领域、机构和开放类别查找。',
  'head.body': '{name}在{platform}上开放和列入清单的{total, number}个数据集，以及不开放的理由。',
  'head.bodies': '在{platform}上开放数据的{count, number}个机构，各自开放了什么、没有开放什么和为什么。',
  'head.search': '在{platform}里查找数据',
};
