export const certificates = {
  'certificate.organisation-unknown': '证书上的单位是“{name}”（{code}），本市不凭证书直接登记单位。',
  'certificate.fault.signature-unreadable':
    '读不出签名：请粘贴 CMS 签名（-----BEGIN CMS-----），或者 Base64 签名加 PEM 证书。RSA、ECDSA 用 SHA-256 及以上，SM2 用 SM3。',
  'certificate.fault.certificate-missing':
    '没有找到签名人的证书：请把 PEM 证书（-----BEGIN CERTIFICATE-----）一起粘贴。',
  'certificate.fault.signature-wrong':
    '签名与这段文本不符：请核对签的是本页的整行文本、用的是这张证书的私钥；SM2 的签名者标识须为默认的 1234567812345678。',
  'certificate.fault.challenge-unknown': '这段验证文本不是本平台给的，或者被改动过：请从本页重新复制整行。',
  'certificate.fault.challenge-other-purpose': '这段验证文本是为别的事情给的：请用本页的文本重新签名。',
  'certificate.fault.challenge-expired': '验证文本已经过期（有效 10 分钟）：请用新的文本重新签名。',
  'certificate.fault.challenge-used': '验证文本已经用过一次：请用新的文本重新签名。',
  'certificate.fault.key-weak':
    '证书的密钥太弱：RSA 须 2048 位及以上，椭圆曲线须为 P-256、P-384、P-521 或 SM2。',
  'certificate.fault.algorithm-weak': '证书的签名算法不安全或不支持：须为 SHA-256 及以上，或 SM2 与 SM3。',
  'certificate.fault.not-yet-valid': '证书还没有到生效日期：请到生效后再用，或者换一张有效的证书。',
  'certificate.fault.expired': '证书已经过期：请向签发机构更新证书。',
  'certificate.fault.is-authority': '这是签发机构自己的证书：请用单位的证书。',
  'certificate.fault.not-for-signing': '证书的密钥用途不含数字签名：双证书的，请用签名证书，不用加密证书。',
  'certificate.fault.not-for-sign-in': '证书的扩展用途不含身份验证（clientAuth）：请用能登录的证书。',
  'certificate.fault.extension-unknown':
    '证书有本平台不认识的关键扩展，不能采信：请换一张证书，或者联系平台运营。',
  'certificate.fault.issuer-unknown':
    '证书不是本平台信任的机构签发的，或者签发机构的签名不对：有中级证书的，请一起粘贴；否则请换一张证书。',
  'certificate.fault.issuer-no-authority': '证书链上有一张证书不能用来签发别的证书：请联系签发机构。',
  'certificate.fault.issuer-expired': '签发机构的证书不在有效期内：请联系签发机构。',
  'certificate.fault.revoked': '证书已被吊销：请向签发机构申领新证书。',
  'certificate.fault.revocation-unknown':
    '查不到签发机构的吊销列表，不能确认证书没有被吊销：请联系平台运营。',
  'certificate.fault.revocation-list-old':
    '签发机构的吊销列表已经过期，不能确认证书没有被吊销：请联系平台运营。',
  'certificate.fault.code-missing': '证书主题里没有统一社会信用代码：请用载有信用代码的企业证书。',
  'certificate.fault.code-wrong': '证书主题里的统一社会信用代码不对（校验码不符）：请联系签发机构更正。',
  'certificate.fault.code-several':
    '证书主题里有几个不同的统一社会信用代码，不知道是哪个单位：请联系签发机构更正。',
  'certificate.fault.code-other': '证书上的统一社会信用代码不是这个单位的：请用本单位的证书。',
  'certificate.fault.name-missing': '证书主题里没有单位名称：请联系签发机构更正。',
  'certificate.fault.seal-other': '签名用的不是单位绑定的签章证书：请用绑定的证书签名，或者先换绑。',
  'certificate.fault.account-closed': '这个单位的证书账号已被关闭：请联系平台运营。',
  'certificate.sign-in.title': '用企业证书登录',
  'certificate.sign-in.lead':
    '浏览器读不到您的 UKey 和私钥，也不应该读到：请在您自己的电脑上用证书对下面这行文本签名，把签名交回来。私钥始终在您手里。',
  'certificate.sign-in.link': '用企业证书登录',
  'certificate.sign-in.link-lead': '单位用企业证书登录，不用用户名：',
  'certificate.sign-in.enter': '验证并登录',
  'certificate.step.challenge': '一、复制验证文本',
  'certificate.step.challenge-hint':
    '只能用一次，{time} 前有效。它写明了用途和本平台的地址，签给这里的不能拿到别处用。',
  'certificate.step.challenge-label': '验证文本',
  'certificate.step.sign': '二、用证书签名',
  'certificate.step.sign-lead':
    '下面以 OpenSSL 为例，cert.pem 是单位的证书，key.pem 是私钥；证书机构给的签名工具也可以，签整行文本，出 CMS（PKCS#7）即可。',
  'certificate.step.sign-cms': 'RSA 或 ECDSA 证书',
  'certificate.step.sign-sm2': '国密 SM2 证书',
  'certificate.step.sign-chain': '有中级证书的，加上 -certfile chain.pem，或者把中级证书一起粘贴在签名后面。',
  'certificate.step.paste': '三、交回签名',
  'certificate.step.paste-label': '签名',
  'certificate.step.paste-hint':
    '粘贴命令输出的全部内容：CMS 一段就够；SM2 是一行 Base64 签名，后面跟着证书。',
  'certificate.test.title': '演示：没有证书也能试',
  'certificate.test.lead':
    '演示城市自带一个没有效力的测试 CA，为虚构单位签发了证书。选一个单位，由它签好填入；证书和私钥也给出来，可以自己用命令签。',
  'certificate.test.registered': '已登记的单位：{name}',
  'certificate.test.newcomer': '还没登记的单位：{name}',
  'certificate.test.revoked': '证书已吊销的单位：{name}',
  'certificate.test.key': '这个虚构单位的证书和私钥',
  'certificate.seal.title': '单位签章证书',
  'certificate.seal.lead':
    '绑定之后，单位签协议要同时用这张证书对协议文件签名；签名与协议一起保存，任何人都能在核验页看到并验证。一个单位同时只有一张。',
  'certificate.seal.of-signature': '单位签章',
  'certificate.seal.holds': '{subject}（{issuer} 签发，序列号 {serial}）：签名与文件相符',
  'certificate.seal.broken': '{subject}（{issuer} 签发，序列号 {serial}）：签名与文件不符，请勿采信',
  'certificate.seal.text': '签名原文',
  'certificate.seal.field': '单位签章',
  'certificate.seal.field-lead':
    '本单位绑定了签章证书（{subject}）。请先下载机器可读的协议文件，用这张证书签名，再粘贴签名：',
  'certificate.seal.field-file': '下载机器可读的协议',
  'certificate.seal.field-hint': '粘贴命令输出的全部内容。',
  'certificate.seal.open': '查看和管理签章证书',
  'certificate.seal.none': '还没有绑定签章证书。单位签的协议凭登录人的二次验证生效。',
  'certificate.seal.bind': '绑定签章证书',
  'certificate.seal.rebind': '换一张证书',
  'certificate.seal.bind-lead':
    '请用要绑定的证书对下面的文本签名。证书上的信用代码须是本单位的，密钥用途须含数字签名或不可否认。',
  'certificate.seal.bind-enter': '验证并绑定',
  'certificate.seal.end': '解除绑定',
  'certificate.seal.end-hint': '已经盖过的签章不受影响。',
  'certificate.seal.subject': '证书主题',
  'certificate.seal.issuer': '签发机构',
  'certificate.seal.serial': '序列号',
  'certificate.seal.algorithm': '算法',
  'certificate.seal.algorithm-value':
    '{algorithm, select, rsa {RSA} ecdsa {ECDSA} sm2 {SM2（国密）} other {{algorithm}}}',
  'certificate.seal.valid': '有效期',
  'certificate.seal.valid-value': '{from} 至 {to}',
  'certificate.seal.fingerprint': '指纹（SHA-256）',
  'certificate.seal.bound': '绑定',
  'certificate.seal.bound-value': '{by}，{at}',
  'certificate.seal.ended': '以前的签章证书',
} as const;
