import type { Issue, Language } from './issue.ts'
import { printable } from './text.ts'

/** Texts by key, in Chinese and English. In a message `{name}` stands for a param, `{name:kind}` for one that names kinds of values. */
export type Messages = Readonly<Record<string, Readonly<Record<Language, string>>>>

/** One sentence: what is wrong and how to mend it, led by the place. A code without message stands for itself. */
export function sayIssue(issue: Issue, language: Language, messages: Messages, kinds: Messages): string {
  const zh = language === 'zh'
  const text = (of: Messages, key: string): string => (Object.hasOwn(of, key) ? (of[key]?.[language] ?? key) : key)
  const said = text(messages, issue.code).replace(/\{(\w+)(:kind)?\}/g, (_, name: string, kind?: string) => {
    const value = String(issue.params[name] ?? '')
    if (kind === undefined) return value
    const words = value.split(' | ').map(one => text(kinds, one))
    return words.join(zh ? '或' : ' or ')
  })
  const { suggestion = '' } = issue.params
  const hint = suggestion === '' ? '' : zh ? `是否想写“${suggestion}”？` : ` Did you mean "${suggestion}"?`
  const clause = issue.clause === undefined ? '' : zh ? `（条款 ${issue.clause}）` : ` (clause ${issue.clause})`
  return printable(`${issue.path === '' ? '' : `${issue.path}: `}${said}${hint}${clause}`)
}
