import { describe } from 'vitest';
import { pictures } from '../browser.ts';
import { journey } from '../journey.ts';

describe('a firm with a corporate certificate', () => {
  journey(
    '[guide2020-2] [xz-20] given a firm that nobody registered, when it signs the challenge with its certificate, then it is in, and binds the certificate as its seal; a revoked one is told why not',
    { timeout: 240_000 },
    async ({ open }) => {
      const firm = await open('/sign-in');
      await firm.getByRole('link', { name: '用企业证书登录' }).click();
      await firm.getByRole('heading', { name: '用企业证书登录' }).waitFor();
      await firm.getByRole('button', { name: '证书已吊销的单位' }).click();
      await firm.getByText('这个虚构单位的证书和私钥').waitFor();
      await firm.getByRole('button', { name: '验证并登录' }).click();
      await firm.getByText('证书已被吊销').waitFor();
      await pictures(firm, 'certificate-refused');

      await firm.getByRole('button', { name: '还没登记的单位' }).click();
      await firm.getByText('这个虚构单位的证书和私钥').waitFor();
      await firm.getByRole('button', { name: '验证并登录' }).click();
      await firm.waitForURL('**/console**');
      await firm.goto('/console/organisations');
      await firm.getByRole('link', { name: '申城智算科技有限公司' }).first().click();
      await firm.getByText('法人一证通').waitFor();
      await firm.getByRole('link', { name: '查看和管理签章证书' }).click();
      await firm.getByRole('button', { name: '还没登记的单位' }).click();
      await firm.getByText('这个虚构单位的证书和私钥').waitFor();
      await firm.getByRole('button', { name: '验证并绑定' }).click();
      await firm.getByText('签章证书已绑定。').waitFor();
      await firm.getByRole('link', { name: '查看和管理签章证书' }).click();
      await firm.getByText('NTRCN-91310000MA1CX0009G').first().waitFor();
      await pictures(firm, 'seal-certificate');
    },
  );
});
