import { Button, LinkButton } from '../button.tsx';
import { classesOf } from '../classes.ts';
import { Checkbox, CheckboxGroup, RadioGroup, Select, TextArea, TextField } from '../field.tsx';
import { Banner, Note, ProblemSummary } from '../note.tsx';
import { Row } from './row.tsx';
import styles from './specimens.module.css';

const css = classesOf(styles);

export const Buttons = () => (
  <div>
    <Row name="主要，一屏一个">
      <Button kind="primary" type="button" icon="download">
        下载 CSV（1.9 MB）
      </Button>
    </Row>
    <Row name="次要">
      <Button type="button">加筛选</Button>
      <Button type="button" small>
        看差异
      </Button>
      <LinkButton to="/design" aside="2.4 MB">
        Excel
      </LinkButton>
    </Row>
    <Row name="不可逆">
      <Button type="button" kind="danger">
        撤回申请
      </Button>
    </Row>
    <Row name="像链接">
      <Button type="button" kind="plain">
        换个文件
      </Button>
    </Row>
    <Row name="不可用">
      <Button type="button" disabledBecause="还差1项判断：安全制度">
        通过
      </Button>
    </Row>
  </div>
);

const OPTIONS = [
  { value: 'a', label: '设为空值并列出', aside: '27' },
  { value: 'b', label: '改为文本', hint: '“3.15”保持原样' },
];

export const Fields = () => (
  <div className={css('stack')}>
    <TextField label="单位名称" name="name" defaultValue="沪南泊车科技（示例）" />
    <TextField label="保留期限" name="term" hint="原始数据保留多久，例如30天" />
    <TextField
      label="每天调用次数"
      name="calls"
      defaultValue="五十万"
      error="请写一个不超过 500,000 的整数"
    />
    <TextField label="证件号码" name="number" readOnly defaultValue="由法人一证通带入，不能修改" />
    <TextArea label="说明" name="text" optional />
    <Select label="更新频率" name="frequency" none="请选择" options={OPTIONS} />
    <RadioGroup legend="看不出是哪一天的值" name="radio" options={OPTIONS} chosen="a" boxed />
    <CheckboxGroup legend="格式" name="format" options={OPTIONS} chosen={['b']} compact />
    <Checkbox name="bom" label="我用Excel打开（加BOM，防乱码）" />
  </div>
);

export const Notes = () => (
  <div className={css('stack')}>
    <Note title="说明">区界为示意。</Note>
    <Note kind="done" title="已提交">
      编号SQ-2026-00871，2个工作日内受理。
    </Note>
    <Note kind="warning" title="过目标1日">
      法定期限还剩4日。
    </Note>
    <Note kind="wrong" title="1项异议正在核实">
      “泊位总数”有12行存疑。
    </Note>
    <Banner title="已中止开放">数据正在核实，暂不提供。</Banner>
    <ProblemSummary
      title="有2处要改"
      items={[{ href: '#fields', text: '请写每天调用次数' }, { text: '请选更新频率' }]}
    />
  </div>
);
