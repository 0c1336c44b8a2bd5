import type { Messages } from './message.ts'

/** Messages about the shape of a pack: what stands where, and how it is written. */
export const SHAPE_MESSAGES: Messages = {
  emptyList: { zh: '列表不能为空。', en: 'The list must not be empty.' },
  tooMany: { zh: '共{received}项，过多（最多{max}项）。', en: 'There are {received} entries, too many (at most {max}).' },
  textTooLong: { zh: '文字过长：{received}个字符（最多{max}个）。', en: 'The text is too long: {received} characters (at most {max}).' },
  notAnId: {
    zh: '“{received}”不能作标识，应写作如“{example}”（符合 {pattern}）。',
    en: '"{received}" cannot be an id; write it like "{example}" (matching {pattern}).',
  },
  badPath: {
    zh: '“{received}”不是以点分隔的普通路径（如“tier”）；不接受JSONPath表达式，因为政策包不得运行代码。',
    en: '"{received}" is not a plain dotted path (like "tier"); JSONPath expressions are refused, since a pack must not run code.',
  },
  notAMonthDay: { zh: '“{received}”不是每年都有的月日，应写作MM-DD。', en: '"{received}" is not a day of every year; write it MM-DD.' },
  mixedCondition: {
    zh: '一个条件只能是一种：此处同时有{keys}。请改为嵌套。',
    en: 'A condition is of one kind only, and this one has {keys}. Nest one in the other instead.',
  },
  emptyCondition: {
    zh: '条件为空，应为 all、any、not 之一，或 fact、operator、value。',
    en: 'The condition is empty: it is one of all, any, not, or fact with operator and value.',
  },
  oneTarget: { zh: '目标须且只须有一个：atLeast（不低于）或 atMost（不高于）。', en: 'A threshold has one target: atLeast or atMost.' },
  flagNames: {
    zh: 'measure为flags时须用flags列出各项名称，其他时候不得有flags。',
    en: 'Where measure is "flags", flags names them; nowhere else.',
  },
}
