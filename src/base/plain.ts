import { errorIssue, pointer, type Issue } from './issue.ts'
import { clip } from './text.ts'

/** Bounds of an input: nesting, values in all, entries of one list or object. */
export interface PlainLimits {
  readonly depth: number
  readonly values: number
  readonly entries: number
}

type Container = Record<string, unknown> | unknown[]

interface Frame {
  readonly source: object
  readonly target: Container
  readonly depth: number
  readonly parent: Frame | undefined
  readonly key: string
}

/** Keys that a parser of JSON may set and an assignment would follow to a prototype. */
const UNSAFE_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

/** An object made by a literal or by JSON, of any realm: nothing is inherited but from a root prototype. */
export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || prototype === Object.prototype || Object.getPrototypeOf(prototype) === null
}

/**
 * A copy of an input as plain JSON data, so that no getter or proxy of the caller's runs after this. Without recursion and in one pass.
 * Notes each unsafe key and each value that JSON does not have; a list, nesting (a cycle too) or sum of values beyond the limits ends the
 * reading with that one issue and undefined.
 */
export function plainCopy(input: unknown, limits: PlainLimits, issues: Issue[], path = ''): unknown {
  const copy = new PlainCopy(limits, issues, path)
  try {
    return copy.read(input)
  } catch {
    issues.push(errorIssue('unreadable', copy.at()))
    return undefined
  }
}

class PlainCopy {
  readonly #limits: PlainLimits
  readonly #issues: Issue[]
  readonly #root: string
  readonly #stack: Frame[] = []
  #count = 0
  #current: Frame | undefined
  #key: string | undefined

  constructor(limits: PlainLimits, issues: Issue[], root: string) {
    this.#limits = limits
    this.#issues = issues
    this.#root = root
  }

  /** The pointer of the value being read. */
  at(): string {
    const keys: string[] = this.#key === undefined ? [] : [this.#key]
    for (let frame = this.#current; frame?.parent !== undefined; frame = frame.parent) keys.push(frame.key)
    return this.#root + pointer(...keys.reverse().map(clip))
  }

  read(input: unknown): unknown {
    const value = this.#value(input, '')
    for (let frame = this.#stack.pop(); frame !== undefined; frame = this.#stack.pop()) {
      this.#current = frame
      this.#key = undefined
      if (!this.#fill(frame)) return undefined
    }
    return value
  }

  /** Copies one list or object; what it holds is put on the stack. False: the reading has ended. */
  #fill({ source, target, depth }: Frame): boolean {
    if (depth > this.#limits.depth || this.#isCycle()) return this.#end('tooDeep', { max: this.#limits.depth })
    const isList = Array.isArray(source)
    const { entries, values } = this.#limits
    if (isList && source.length > entries) return this.#end('tooLarge', { received: source.length, max: entries })
    const keys = Object.keys(source)
    if (keys.length > entries) return this.#end('tooLarge', { received: keys.length, max: entries })
    this.#count += isList ? source.length : keys.length
    if (this.#count > values) {
      // No one place is too large: all of it is.
      this.#issues.push(errorIssue('tooLarge', this.#root, { received: `> ${String(values)}`, max: values }))
      return false
    }
    const first = this.#stack.length
    if (isList) for (let i = 0; i < source.length; i++) this.#entry(source as readonly unknown[], target as unknown[], i)
    else for (const key of keys) this.#field(source as Readonly<Record<string, unknown>>, target as Record<string, unknown>, key)
    // The last pushed is read first: so issues come in the order of the input.
    const children = this.#stack.splice(first).reverse()
    for (const child of children) this.#stack.push(child)
    return true
  }

  #entry(source: readonly unknown[], target: unknown[], index: number): void {
    this.#key = String(index)
    target.push(this.#value(source[index], this.#key))
  }

  #field(source: Readonly<Record<string, unknown>>, target: Record<string, unknown>, key: string): void {
    this.#key = key
    if (UNSAFE_KEYS.has(key)) {
      this.#issues.push(errorIssue('unknownKey', this.at(), { key }))
      return
    }
    const value = this.#value(source[key], key)
    // JSON has no undefined: such a property would not be written at all.
    if (value !== undefined) target[key] = value
  }

  #value(value: unknown, key: string): unknown {
    const type = typeof value
    if (type === 'object' && value !== null) return this.#container(value as object, key)
    if (type === 'function' || type === 'symbol' || type === 'bigint') {
      this.#key = this.#current === undefined ? undefined : key
      this.#issues.push(errorIssue('wrongType', this.at(), { expected: 'json', received: type }))
      return undefined
    }
    return value
  }

  #container(source: object, key: string): unknown {
    this.#key = this.#current === undefined ? undefined : key
    const isList = Array.isArray(source)
    if (!isList && !isPlainObject(source)) {
      this.#issues.push(errorIssue('wrongType', this.at(), { expected: 'plain object', received: 'object' }))
      return undefined
    }
    const target: Container = isList ? [] : {}
    this.#stack.push({ source, target, depth: (this.#current?.depth ?? 0) + 1, parent: this.#current, key })
    return target
  }

  #isCycle(): boolean {
    const source = this.#current?.source
    for (let frame = this.#current?.parent; frame !== undefined; frame = frame.parent) if (frame.source === source) return true
    return false
  }

  #end(code: string, params: Issue['params']): false {
    this.#issues.push(errorIssue(code, this.at(), params))
    return false
  }
}
