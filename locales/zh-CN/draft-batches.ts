/** The open list as a file, and changes of many drafts at once. */
export const draftBatches = {
  'listFile.column.code': '数据集代码',
  'listFile.column.publisher': '数据开放主体',
  'listFile.column.state': '状态',
  'listFile.column.check': '核对码（勿改）',
  'listFile.column.dataset': '数据集',
  'listFile.column.field': '列名',
  'listFile.column.ground': '不开放的理由',
  'listFile.sheet.list': '开放清单',
  'listFile.sheet.fields': '字段',
  'listFile.sheet.closed': '不开放',
  'listFile.sheet.choices': '选项',
  'listFile.no-list':
    '这个文件不是从这里导出的清单：没有“数据集代码”和“核对码（勿改）”两列。请先导出清单，在导出的文件里修改，再传回来',
  'listFile.too-many-lines': '文件超过 {most, number} 行。请按单位分开，只留要改的数据集',
  'draftBatch.too-many':
    '一次最多修改 {most, number} 个数据集，这里有 {count, number} 个。请缩小范围，或把文件分成几份',
  'draftBatch.no-such-mode': '这一项不能这样改，请选“改为”',
  'draftBatch.value-missing': '请写上要补充的内容',
  'draftBatch.refusal.code-missing': '第 {row} 行没有数据集代码，不知道改的是哪个数据集。请补上代码',
  'draftBatch.refusal.field-missing': '第 {row} 行没有列名，不知道改的是哪个字段。请补上列名',
  'draftBatch.refusal.check-broken':
    '第 {row} 行的核对码缺失，或者不是这一行的：没有它，不知道别人在此期间有没有改过。请重新导出，把这一行的改动抄过去',
  'draftBatch.refusal.repeated': '第 {row} 行与第 {first} 行写的是同一个，只采用第 {first} 行。请删去一行',
  'draftBatch.unfit.unknown-choice': '{element}“{text}”不在可选之列。可选：{choices}',
  'draftBatch.unfit.too-long': '{element}将有 {length, number} 个字，最多 {longest, number} 个。请写短一些',
  'draftBatch.unfit.too-many': '{element}将有 {count, number} 条，最多 {most, number} 条。请减少几条',
  'draftBatch.at-row': '第 {row} 行：{detail}',
  'draftBatch.refusal.unknown-dataset': '本单位没有代码为 {code} 的数据集。请核对代码；只能修改本单位的清单',
  'draftBatch.refusal.under-way': '{code} 的清单调整正在办理，办结之前不能修改。请等工单办结，或先取消工单',
  'draftBatch.refusal.withdrawn': '{code} 已撤回，不再修改',
  'draftBatch.refusal.state-secret': '{code} 经审查涉及国家秘密，不得定级、列入清单或开放，因此不能修改',
} as const;
