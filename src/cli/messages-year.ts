/** What `verify`, and `settle --receipt`, say. */
export const ZH_YEAR = {
  describeVerify: '核验结算凭据：按凭据重新结算，说明是否一致、哪里不同（政策包、方案、输入、规则、结果）',
  argumentReceipts: '凭据文件（settle --receipt 所写；JSON、数组或 NDJSON）；- 为标准输入',
  optionReceipt: '输出结算凭据（JSON）：引擎、政策、输入、适用的规则、结果及各自的哈希；可用 yibao verify 核验',
  optionVerifyPolicy: '政策包；不填则用凭据所写的名称',
  optionVerifyScheme: '方案：名称或 JSON 文件；none 为不用方案；不填则用凭据所写的',
  optionVerifyParam: '参数值（可重复）；不填则用凭据所写的',
  optionVerifyClaim: '单据文件：凭据里没有单据，或要核对是不是这一份时',
  optionJsonVerify: '输出 JSON（多份凭据为数组）',
  verifySame: '{claim}：一致',
  verifyDiffers: '{claim}：不同，{count} 处',
  verifyNote: '说明：{text}',
  verifyPolicyNeeded: '凭据所写的政策包“{id}”不在本包内；请用 --policy 指明（{known}）',
  verifySomeDiffer: '{count} 份凭据与重新结算的结果不同',
} as const

export const EN_YEAR: Readonly<Record<keyof typeof ZH_YEAR, string>> = {
  describeVerify: 'verify receipts: settle again and say whether all is the same, or what differs (pack, scheme, input, rules, result)',
  argumentReceipts: 'file of receipts (as settle --receipt writes them; JSON, an array or NDJSON); - is standard input',
  optionReceipt: 'print receipts (JSON): engine, policy, input, rules fired and result with their hashes; yibao verify checks them',
  optionVerifyPolicy: 'policy pack; without it, the one that the receipt names',
  optionVerifyScheme: 'scheme: its name or a JSON file; none: without a scheme; without it, as the receipt says',
  optionVerifyParam: 'value of a parameter (repeatable); without it, as the receipt says',
  optionVerifyClaim: 'file of the claim: where the receipt carries none, or to see whether it is the one',
  optionJsonVerify: 'print JSON (an array for several receipts)',
  verifySame: '{claim}: the same',
  verifyDiffers: '{claim}: differs in {count}',
  verifyNote: 'Note: {text}',
  verifyPolicyNeeded: 'The receipt names the policy pack "{id}", which this package does not have; name it with --policy ({known})',
  verifySomeDiffer: 'receipts that differ from what settling again gives: {count}',
}
