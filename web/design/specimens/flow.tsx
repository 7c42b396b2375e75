import { Button, LinkButton } from '../button.tsx';
import { classesOf } from '../classes.ts';
import { LargeClock } from '../clock.tsx';
import { Bytes, DefinitionList, ProvisionLink, Time } from '../facts.tsx';
import { Chips } from '../chips.tsx';
import { Breadcrumb, JumpBar, Pagination } from '../navigation.tsx';
import { Busy, EmptyState, FailedState } from '../states.tsx';
import { NextStep, Panel, StageBar, Timeline } from '../workflow.tsx';
import styles from './specimens.module.css';

const css = classesOf(styles);

const DAYS_OF_NOVEMBER = [13, 16, 17, 18, 19, 20, 23, 24, 25, 26];

export const Steps = () => (
  <div className={css('stack')}>
    <NextStep turn="现在轮到" title="市交通委审核，最迟11月26日答复">
      <p>你不用做什么。到期未答复，系统会提醒市交通委与市数据局。</p>
      <LargeClock
        limit={10}
        target={5}
        used={5}
        state="running"
        dates={DAYS_OF_NOVEMBER.map((day) => `2026-11-${String(day)}`)}
      />
    </NextStep>
    <StageBar
      label="进度"
      stages={[
        { key: '1', name: '提交', note: '11月11日', state: 'done' },
        { key: '2', name: '受理', note: '11月12日', state: 'done' },
        { key: '3', name: '审核', note: '第6个工作日', state: 'now' },
        { key: '4', name: '签协议', note: '约2个工作日', state: 'ahead' },
        { key: '5', name: '退回', state: 'stopped' },
      ]}
    />
  </div>
);

export const History = () => (
  <Timeline
    moments={[
      { key: '4', at: '2026-11-26T09:00:00+08:00', title: '市交通委答复', text: '最迟这天。', kind: 'ahead' },
      {
        key: '3',
        at: '2026-11-17T15:40:00+08:00',
        title: '徐汇区数据局通过',
        text: '理由：字段与用途相符。',
        basis: <ProvisionLink id="xz-11" />,
      },
      { key: '2', at: '2026-11-13T10:22:00+08:00', title: '你补充了说明', kind: 'yours' },
      { key: '1', at: '2026-11-11T09:18:00+08:00', title: '退回', text: '缺少字段说明。', kind: 'refused' },
    ]}
  />
);

const aButton = (words: string) => (
  <Button type="button" small>
    {words}
  </Button>
);

export const Empty = () => (
  <EmptyState title="还没有收到异议" action={aButton('提出异议')}>
    发现数据有错，可以指出是哪一行。1个工作日内会标在这一页上。
  </EmptyState>
);

export const Failed = () => (
  <FailedState title="今天的更新没有通过校验" traceId="7c1e-09a4" action={aButton('看这9行')}>
    9行坐标落在上海以外。现在看到的仍是昨天的版本，可以放心使用。
  </FailedState>
);

export const Working = () => (
  <Busy title="正在统计12,806行" done={4} total={22}>
    可以离开，好了会提醒你。
  </Busy>
);

export const Facts = () => (
  <div className={css('stack')}>
    <DefinitionList
      row
      facts={[
        { term: '提供机构', value: '市交通委' },
        { term: '更新', value: <Time at="2026-11-20T11:52:00+08:00" show="date-time" /> },
        { term: '规模', value: <Bytes count={1_992_294} /> },
      ]}
    />
    <DefinitionList
      facts={[
        { term: '用途', value: '停车诱导' },
        { term: '依据', value: <ProvisionLink id="xz-17" /> },
      ]}
    />
    <Panel title="直接取用" lead="不用登录，不用申请。">
      <LinkButton to="/design" kind="primary" icon="download" wide>
        下载 CSV
      </LinkButton>
    </Panel>
    <Panel title="申请使用" lead="写一次，草稿自动保存。" condition>
      <LinkButton to="/design" wide>
        先看条件
      </LinkButton>
    </Panel>
  </div>
);

export const Ways = () => (
  <div className={css('stack')}>
    <Breadcrumb crumbs={[{ name: '目录', to: '/datasets' }, { name: '交通出行' }]} />
    <JumpBar
      label="本页"
      jumps={[
        { href: '#cells', name: '格' },
        { href: '#clocks', name: '时钟', count: '6' },
      ]}
    />
    <Chips
      label="已设的条件"
      off="去掉条件"
      chips={[
        { text: '开放方式：无条件开放', to: '/design' },
        { text: '领域：交通出行', to: '/design' },
      ]}
      all={{ text: '全部去掉', to: '/design' }}
    />
    <Pagination summary="第1–20个，共47个" first="/design" next="/design?cursor=2" />
  </div>
);
