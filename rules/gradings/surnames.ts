/** The surnames of nine in ten people, and those of two characters: data for recognising names. */
const SINGLE =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖萧田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文施洪季卞庞詹鲁葛柳俞倪毕樊鲍殷翁路穆祝齐梅莘安傅阎纪柯耿关祁聂焦虞申桂牛翟邢娄骆霍冉涂简盛童兰褚解岳蓝米桑臧屈尤华游习卓辛凌甘欧裴卜';
const DOUBLE = [
  '欧阳',
  '司马',
  '上官',
  '诸葛',
  '尉迟',
  '皇甫',
  '令狐',
  '夏侯',
  '慕容',
  '东方',
  '公孙',
  '司徒',
  '端木',
  '轩辕',
  '宇文',
  '长孙',
];

const single = new Set(SINGLE);

/** What is no name although it begins with a surname. */
const NO_NAME =
  /[省市区县镇乡村路街道弄号室站楼厅局委办院校厂店司社馆所园场处科部队组层栋座桥河江湖山湾港岛线车机器具材料费税率类型级别种量数值日月年时点分秒元米吨个家户人男女有无是否正常异常合格通过]$/;

/** True for two to four Chinese characters that begin with a surname and end in none of the words of things. */
export function isPersonName(text: string): boolean {
  if (!/^\p{Script=Han}{2,4}$/u.test(text) || NO_NAME.test(text)) return false;
  const double = DOUBLE.some((surname) => text.startsWith(surname));
  if (double) return text.length >= 3;
  return single.has(text[0] ?? '') && text.length <= 3;
}

export const SURNAME = `(?:${DOUBLE.join('|')}|[${SINGLE}])`;
