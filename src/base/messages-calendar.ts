import type { Messages } from './message.ts'

/** Messages about a working calendar. */
export const CALENDAR_MESSAGES: Messages = {
  calendarGap: {
    zh: '工作日历缺少{year}年；各年须相连，至少一年。',
    en: 'The working calendar lacks the year {year}; its years must follow each other, one at least.',
  },
  calendarWeekday: {
    zh: '{received}：放假日（off）只列周一至周五，调休上班日（on）只列周六、周日。',
    en: '{received}: days off list Mondays to Fridays only, days worked (on) Saturdays and Sundays only.',
  },
}
