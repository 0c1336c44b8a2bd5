import type { Messages } from './message.ts'

/** Messages about the columns that a policy is asked for, and those it is given. */
export const COLUMN_MESSAGES: Messages = {
  unknownInput: { zh: '“{key}”不是可以成列给出的输入。', en: '"{key}" is not an input that a column can give.' },
  unknownOutput: { zh: '“{key}”不是本政策的结果行或状态量。', en: '"{key}" is neither a line nor a slot of this policy.' },
  askedTwice: { zh: '“{key}”要求了两次。', en: '"{key}" is asked for twice.' },
  columnAndConstant: { zh: '“{key}”既作为列又作为常量给出。', en: '"{key}" is given both as a column and as a constant.' },
  needsFold: { zh: '“{key}”只用于逐行结转（fold）。', en: '"{key}" belongs to a fold.' },
  columnLength: { zh: '应有{wanted}个值，实有{received}个。', en: 'Expected {wanted} values, received {received}.' },
  itemStarts: {
    zh: '第{row}行的明细起点不在前一行之后或超出明细。',
    en: 'The items of row {row} begin before those of the row before it, or after the last one.',
  },
}
