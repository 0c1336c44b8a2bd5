import { errorIssue, pointer, type Issue } from '../base/issue.ts'

const MAX_DEPTH = 24
const MAX_VALUES = 2_000_000
const UNSAFE_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

/** What is wrong with an input as plain JSON data, before any schema: too deep (a cycle too), too many values, unsafe keys. */
export function shapeIssues(input: unknown): Issue[] {
  const stack: { value: unknown; path: string; depth: number }[] = [{ value: input, path: '', depth: 0 }]
  let count = 0
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    const { value, path, depth } = top
    count += 1
    if (count > MAX_VALUES) return [errorIssue('tooLarge', '', { received: count, max: MAX_VALUES })]
    if (typeof value !== 'object' || value === null) continue
    if (depth >= MAX_DEPTH) return [errorIssue('tooDeep', path.slice(0, 200), { max: MAX_DEPTH })]
    const keys = Object.keys(value)
    if (keys.length > MAX_VALUES) return [errorIssue('tooLarge', path, { received: keys.length, max: MAX_VALUES })]
    for (const key of keys) {
      if (UNSAFE_KEYS.has(key)) return [errorIssue('unknownKey', path + pointer(key), { key })]
      stack.push({ value: (value as Record<string, unknown>)[key], path: path + pointer(key), depth: depth + 1 })
    }
  }
  return []
}
