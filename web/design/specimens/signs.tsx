import { Cells, CELL_KINDS, QualityBar } from '../cell.tsx';
import { CLASS_MARKS, ClassMark } from '../class-mark.tsx';
import { classesOf } from '../classes.ts';
import { Clock, type ClockState } from '../clock.tsx';
import { Icon, ICON_NAMES } from '../icon.tsx';
import { Row } from './row.tsx';
import styles from './specimens.module.css';

const css = classesOf(styles);

const SWATCHES = [
  ['paper', '纸'],
  ['band', '带'],
  ['sunk', '沉'],
  ['line', '线'],
  ['edge', '边'],
  ['ink', '墨'],
  ['ink-2', '次墨'],
  ['ink-3', '淡墨'],
  ['azurite', '石青'],
  ['malachite', '石绿'],
  ['ochre', '赭'],
  ['cinnabar', '朱'],
] as const;

export const Colours = () => (
  <ul className={css('swatches')}>
    {SWATCHES.map(([token, name]) => (
      <li key={token}>
        <div className={css('swatch')} style={{ background: `var(--${token})` }} />
        {name}
      </li>
    ))}
  </ul>
);

export const Type = () => (
  <div className={css('stack')}>
    <p className={css('home')}>打开就能用 44/57</p>
    <p className={css('title')}>数据集名称 34/47</p>
    <p className={css('section')}>节标题 24/34</p>
    <p className={css('lead')}>导语 17/31，全市经备案的公共停车场（库）的名称、位置与泊位数。</p>
    <p>正文 16/28，不用登录，不用申请，1,284个数据集今天更新。</p>
    <p className={css('table')}>表格与说明 14/23，更新于11月20日11:52，CSV 1.9 MB</p>
    <p className={css('caption')}>图注 13/21，一格一天</p>
  </div>
);

const CLOCKS: readonly (ClockState & { name: string })[] = [
  { name: '进行中', limit: 10, target: 5, used: 3, state: 'running' },
  { name: '过目标', limit: 10, target: 5, used: 6, state: 'running' },
  { name: '今天到期', limit: 10, target: 5, used: 9, state: 'running' },
  { name: '已超期', limit: 10, target: 5, used: 11, state: 'running' },
  { name: '暂停', limit: 10, target: 5, used: 4, state: 'paused' },
  { name: '办结', limit: 10, target: 5, used: 4, state: 'done' },
];

export const Clocks = () => (
  <div>
    {CLOCKS.map(({ name, ...clock }) => (
      <Row key={name} name={name}>
        <Clock {...clock} />
      </Row>
    ))}
  </div>
);

export const Marks = () => (
  <div>
    {CLASS_MARKS.map((kind) => (
      <Row key={kind} name={kind}>
        <ClassMark kind={kind} />
      </Row>
    ))}
  </div>
);

export const AllCells = () => (
  <div>
    {CELL_KINDS.map((kind) => (
      <Row key={kind} name={kind}>
        <Cells kinds={[kind, kind, kind]} label={kind} />
      </Row>
    ))}
    <Row name="quality">
      <QualityBar score={94} label="质量94" />
      <QualityBar score={86} label="质量86，12行存疑" />
    </Row>
  </div>
);

export const Icons = () => (
  <div className={css('flow')}>
    {ICON_NAMES.map((name) => (
      <Icon key={name} name={name} label={name} />
    ))}
  </div>
);
