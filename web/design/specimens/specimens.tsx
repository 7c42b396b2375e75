import type { ReactNode } from 'react';
import { Charts } from './charts.tsx';
import { Freshness, Sheet } from './data.tsx';
import { Empty, Facts, Failed, History, Steps, Ways, Working } from './flow.tsx';
import { Buttons, Fields, Notes } from './forms.tsx';
import { AllCells, Clocks, Colours, Icons, Marks, Type } from './signs.tsx';

export interface Specimen {
  /** Stable: the page's anchor, and what the accessibility test looks at. */
  id: string;
  name: string;
  wide?: boolean;
  Show: () => ReactNode;
}

/** Every component has its place here, and with it its accessibility test. */
export const SPECIMENS: readonly Specimen[] = [
  { id: 'colours', name: '颜色的分工', wide: true, Show: Colours },
  { id: 'type', name: '字号与行高', Show: Type },
  { id: 'cells', name: '格', Show: AllCells },
  { id: 'clocks', name: '时钟', wide: true, Show: Clocks },
  { id: 'marks', name: '开放方式', Show: Marks },
  { id: 'buttons', name: '按钮与链接', Show: Buttons },
  { id: 'fields', name: '填写', Show: Fields },
  { id: 'notes', name: '提示', Show: Notes },
  { id: 'steps', name: '下一步与阶段', wide: true, Show: Steps },
  { id: 'timeline', name: '全过程', Show: History },
  { id: 'facts', name: '事实与动作', Show: Facts },
  { id: 'freshness', name: '更新日历', wide: true, Show: Freshness },
  { id: 'sheet', name: '表与列头', wide: true, Show: Sheet },
  { id: 'charts', name: '图表', wide: true, Show: Charts },
  { id: 'ways', name: '导航', wide: true, Show: Ways },
  { id: 'empty', name: '空', Show: Empty },
  { id: 'busy', name: '读取中', Show: Working },
  { id: 'failed', name: '没有成功', Show: Failed },
  { id: 'icons', name: '图标，16格，1.5线，直角', Show: Icons },
];
