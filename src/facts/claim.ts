import { errorIssue, pointer, type Issue } from '../base/issue.ts'
import { DOMAINS } from './domain.ts'
import { checkConstraints, deriveFacts, refuseTotals } from './derive.ts'
import { readIdentities, type Identity } from './identities.ts'
import { readItems, type Item } from './items.ts'
import { fieldOf, keysOf, readFact, readText, type Field } from './read-value.ts'
import type { FactValue } from './spec.ts'
import { readStateShape } from './state-shape.ts'
import { unknownKey } from './unknown-key.ts'

export type { Identity } from './identities.ts'
export type { Item } from './items.ts'

/** A claim that has been read: its facts in internal units. */
export interface Claim {
  /** '' if the claim names none. */
  readonly id: string
  /** Given, derived and defaulted; a required fact or a day that is absent has no entry. */
  readonly facts: ReadonlyMap<string, FactValue>
  /** Paths the claim gives itself. */
  readonly given: ReadonlySet<string>
  /** Paths filled by default, in catalogue order; facts of the history are not among them. */
  readonly defaulted: readonly string[]
  /** The lines of the bill, or null for a claim with totals. */
  readonly items: readonly Item[] | null
  /** As given: the category they make on a day depends on the policy's date for identities. */
  readonly identities: readonly Identity[]
  /** A plain copy of `state` as given, undefined if none. */
  readonly state: unknown
}

/** The claim, or every issue of the input; then `partial` is what could be read of it, if it is an object at all. */
export interface ClaimRead {
  readonly claim?: Claim
  readonly partial?: Claim
  readonly issues: readonly Issue[]
}

interface Branch {
  readonly pointer: string
  readonly fields: Map<string, Node>
}

type Special = 'id' | 'schema' | 'version' | 'state' | 'items' | 'identities' | 'history'

interface Leaf {
  readonly pointer: string
  readonly special?: Special
  readonly field?: Field
}

type Node = Branch | Leaf

interface Reading {
  readonly issues: Issue[]
  readonly facts: Map<string, FactValue>
  readonly given: Set<string>
  id: string
  /** Items were given, readable or not. */
  itemised: boolean
  items: readonly Item[] | null
  identities: readonly Identity[]
  state: unknown
}

const CLAIM_VERSION = 1

const NOTHING: ReadonlySet<string> = new Set()

const ROOT: Branch = claimTree()

function claimTree(): Branch {
  const root: Branch = { pointer: '', fields: new Map() }
  root.fields.set('$schema', { pointer: '/$schema', special: 'schema' })
  for (const special of ['version', 'id', 'state', 'history'] as const) root.fields.set(special, { pointer: `/${special}`, special })
  for (const spec of DOMAINS) if (spec.source !== 'history') place(root, spec.path, { field: fieldOf(spec) })
  place(root, 'cost.items', { special: 'items' })
  place(root, 'person.identities', { special: 'identities' })
  return root
}

function place(root: Branch, path: string, leaf: Omit<Leaf, 'pointer'>): void {
  const segments = path.split('.')
  const name = segments.pop() ?? ''
  let branch = root
  for (const segment of segments) {
    const next = branch.fields.get(segment) ?? { pointer: branch.pointer + pointer(segment), fields: new Map<string, Node>() }
    if (!('fields' in next)) throw new Error(`fact ${path} lies below another fact`)
    branch.fields.set(segment, next)
    branch = next
  }
  branch.fields.set(name, { pointer: branch.pointer + pointer(name), ...leaf })
}

/**
 * Reads a claim from JSON (or plain objects) and notes all its problems at once; never throws.
 * Facts that a policy needs and the claim lacks are no issue here: only the policy knows whether the answer depends on them.
 * `pending`: facts that somebody may still supply; the claim has no entry for them, nor for what only they decide.
 */
export function readClaim(input: unknown, pending: ReadonlySet<string> = NOTHING): ClaimRead {
  const reading = newReading()
  try {
    readBranch(ROOT, input, reading)
    return finish(reading, pending)
  } catch {
    // A getter or proxy of the caller's threw.
    return { issues: [...reading.issues, errorIssue('unreadable', '')] }
  }
}

function newReading(): Reading {
  return { issues: [], facts: new Map(), given: new Set(), id: '', itemised: false, items: null, identities: [], state: undefined }
}

function readBranch(branch: Branch, value: unknown, reading: Reading): void {
  const keys = keysOf(value, branch.pointer, reading.issues)
  if (keys === undefined) return
  for (const key of keys) {
    const node = branch.fields.get(key)
    if (node === undefined) {
      reading.issues.push(unknownKey(key, branch.pointer, branch.fields.keys()))
      continue
    }
    const part = (value as Readonly<Record<string, unknown>>)[key]
    // JSON has no undefined: such a property would not be written at all.
    if (part === undefined) continue
    if ('fields' in node) readBranch(node, part, reading)
    else if (node.field === undefined) readSpecial(node, part, reading)
    else {
      const read = readFact(node.field, part, node.pointer, reading.issues)
      if (read === undefined) continue
      reading.facts.set(node.field.spec.path, read)
      reading.given.add(node.field.spec.path)
    }
  }
}

function readSpecial(node: Leaf, value: unknown, reading: Reading): void {
  const { issues } = reading
  switch (node.special) {
    case 'id':
      reading.id = readText(value, node.pointer, issues) ?? ''
      return
    case 'schema':
      readText(value, node.pointer, issues)
      return
    case 'version':
      if (value !== CLAIM_VERSION) issues.push(errorIssue('unknownVersion', node.pointer, { supported: CLAIM_VERSION }))
      return
    case 'state':
      reading.state = readStateShape(value, node.pointer, issues)
      return
    case 'items':
      reading.itemised = true
      reading.items = readItems(value, node.pointer, issues)
      return
    case 'identities':
      reading.identities = readIdentities(value, node.pointer, issues)
      return
    case 'history':
      issues.push(errorIssue('fromState', node.pointer, { key: 'history' }))
      return
    case undefined:
  }
}

const DEFAULTS: readonly { readonly path: string; readonly value: FactValue; readonly listed: boolean }[] = DOMAINS.flatMap(spec =>
  spec.default === undefined ? [] : [{ path: spec.path, value: spec.default, listed: spec.source !== 'history' }],
)

function finish(reading: Reading, pending: ReadonlySet<string>): ClaimRead {
  const { issues, facts, given, id, items, identities, state } = reading
  if (reading.itemised) refuseTotals(facts, issues)
  deriveFacts(facts, items, issues, pending)
  const defaulted: string[] = []
  for (const { path, value, listed } of DEFAULTS) {
    if (facts.has(path) || pending.has(path)) continue
    facts.set(path, value)
    if (listed) defaulted.push(path)
  }
  checkConstraints(facts, issues)
  const claim: Claim = { id, facts, given, defaulted, items, identities, state }
  return issues.length > 0 ? { partial: claim, issues } : { claim, issues }
}
