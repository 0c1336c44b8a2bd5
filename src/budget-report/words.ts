import type { Language } from '../base/issue.ts'
import { EN } from './words-en.ts'
import { ZH, type BudgetWord } from './words-zh.ts'

/** Says what a budget report says, in one language. */
export type BudgetSay = (word: BudgetWord, params?: Readonly<Record<string, string | number>>) => string

export function budgetSay(language: Language): BudgetSay {
  const words = language === 'zh' ? ZH : EN
  return (word, params = {}) => words[word].replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''))
}

/** The word of a code, or the code itself where it is not ours. */
export const wordOf = (say: BudgetSay, code: string): string => (Object.hasOwn(ZH, code) ? say(code as BudgetWord) : code)
