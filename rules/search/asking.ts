/** Words that a question asks with, and not for. */
export const ASKING: ReadonlySet<string> = new Set(
  '有 哪些 哪里 哪儿 哪个 哪家 哪 多少 几 个 怎么 怎么样 怎样 如何 什么 为什么 可以 能 能够 请问 请 我 我想 想 查 查询 查找 找 看 去 给 被 过 的 了 吗 呢 在 是 上 到 里 附近 周末 每年 每天 一下 知道'.split(
    ' ',
  ),
);
