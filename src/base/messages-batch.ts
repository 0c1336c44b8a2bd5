import type { Messages } from './message.ts'

/** Why a row of a batch is refused before its policy sees it. */
export const BATCH_MESSAGES: Messages = {
  rowNotJson: { zh: '这一行不是合法的 JSON。', en: 'The row is not valid JSON.' },
  rowNotUtf8: { zh: '这一行不是 UTF-8 编码，请转换编码。', en: 'The row is not UTF-8; convert its encoding.' },
  rowTooLong: { zh: '这一行过长（最多 {max} 字节）。', en: 'The row is too long (at most {max} bytes).' },
  rowNotCsv: { zh: '引号没有闭合，读不出这条记录。', en: 'A quote is not closed: the record cannot be read.' },
  rowColumns: { zh: '列数与表头不同。', en: 'The number of columns is not that of the header.' },
  noPerson: {
    zh: '没有参保人编号（person.id），无法归入任何人的年度。',
    en: 'There is no person.id: the claim belongs to nobody’s year.',
  },
  tooManyClaims: { zh: '同一参保人的单据过多（最多 {max} 份）。', en: 'Too many claims of one person (at most {max}).' },
}
