/** Invented organisations to which the demonstration’s test authority gives certificates; good check digits. */
export const TEST_HOLDERS = {
  /** Registered by documents in the demonstration. */
  registered: { creditCode: '91310000MA1FL0001R', name: '浦江出行数据服务有限公司（演示）' },
  newcomer: { creditCode: '91310000MA1CX0009G', name: '申城智算科技有限公司（演示）' },
  revoked: { creditCode: '91310115MA1KT00072', name: '旧章商贸有限公司（演示）' },
} as const;
export const TEST_HOLDER_NAMES = [
  'registered',
  'newcomer',
  'revoked',
] as const satisfies readonly TestHolder[];
export type TestHolder = keyof typeof TEST_HOLDERS;
