import { pointer } from '../base/issue.ts'
import { isPlainObject } from '../base/plain.ts'

/** Values lie no deeper: indicator, group, part, name. */
const DEPTH = 4

/** JSON pointers of the places of a template that were not filled in. */
export function blanksOf(value: unknown, path: string, depth = DEPTH): readonly string[] {
  if (value === '') return [path]
  if (depth < 0 || !(isPlainObject(value) || Array.isArray(value))) return []
  return Object.entries(value).flatMap(([key, part]) => blanksOf(part, path + pointer(key), depth - 1))
}
