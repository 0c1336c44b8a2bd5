import { NEGATED } from '../condition/operators.ts'
import {
  comparedFact,
  comparedParameter,
  isLeaf,
  leafPath,
  type Condition,
  type Leaf,
  type Literal,
  type Operator,
} from '../condition/types.ts'
import { NOTHING, type Part, type Text } from '../expression/readings/words.ts'
import type { FactValue } from '../facts/spec.ts'
import type { CaseFacts } from './facts.ts'
import type { PhraseKey } from './phrases-zh.ts'
import { phrase, series } from './say.ts'

/** A condition and how it came out. `decided`: the outcome of the whole rests on this part. Leaves have no parts. */
export interface ExplainedCondition {
  readonly kind: 'all' | 'any' | 'not' | 'leaf'
  readonly text: Text
  readonly holds: boolean
  readonly decided: boolean
  readonly fact?: string
  readonly parts?: readonly ExplainedCondition[]
}

/** A leaf that decided, for a reason given in passing: the fact with the claim's value. */
export interface Reason {
  readonly fact: string
  readonly words: Part
}

type Reader = (path: string) => FactValue | undefined

/** Tells conditions with a claim's own values. `read` gives the value of a fact as the rule sees it. */
export class ConditionTeller {
  readonly #facts: CaseFacts
  readonly #read: Reader

  constructor(facts: CaseFacts, read: Reader = path => facts.asSet(path)) {
    this.#facts = facts
    this.#read = read
  }

  holds(condition: Condition): boolean {
    if (isLeaf(condition)) return this.#leafHolds(condition)
    if ('not' in condition) return !this.holds(condition.not)
    return 'all' in condition ? condition.all.every(one => this.holds(one)) : condition.any.some(one => this.holds(one))
  }

  tell(condition: Condition, decided = true): ExplainedCondition {
    const holds = this.holds(condition)
    if (isLeaf(condition)) {
      return { kind: 'leaf', fact: leafPath(condition), text: this.#facts.text(this.#leafWords(condition, holds)), holds, decided }
    }
    if ('not' in condition)
      return { kind: 'not', text: this.#facts.text(phrase('notOf')), holds, decided, parts: [this.tell(condition.not, decided)] }
    const kind = 'all' in condition ? 'all' : 'any'
    const conditions = 'all' in condition ? condition.all : condition.any
    const parts = conditions.map(one => this.tell(one, decided && this.#decides(kind, holds, one)))
    return {
      kind,
      text: this.#facts.text(phrase(conditions.length === 0 ? 'always' : kind === 'all' ? 'allOf' : 'anyOf')),
      holds,
      decided,
      parts,
    }
  }

  /** The facts on which the outcome rests, each once. */
  reasons(condition: Condition): readonly Reason[] {
    const found = new Map<string, Reason>()
    for (const leaf of this.#deciding(condition)) {
      const fact = leafPath(leaf)
      if (!found.has(fact)) found.set(fact, { fact, words: this.#factIs(fact) })
    }
    return [...found.values()]
  }

  #decides(kind: 'all' | 'any', holds: boolean, part: Condition): boolean {
    return (kind === 'all') === holds || this.holds(part) === holds
  }

  #deciding(condition: Condition): readonly Leaf[] {
    if (isLeaf(condition)) return [condition]
    if ('not' in condition) return this.#deciding(condition.not)
    const kind = 'all' in condition ? 'all' : 'any'
    const holds = this.holds(condition)
    return ('all' in condition ? condition.all : condition.any)
      .filter(part => this.#decides(kind, holds, part))
      .flatMap(part => this.#deciding(part))
  }

  #factIs(path: string): Part {
    const value = this.#read(path)
    const fact = this.#facts.label(path)
    if (typeof value === 'boolean') return phrase(value ? 'flagIs' : 'flagIsNot', { fact })
    const treated = this.#facts.treated(path) && value !== this.#facts.own(path)
    return phrase(treated ? 'factTreated' : 'factIs', { fact, value: this.#facts.say(path, value) })
  }

  #leafHolds(leaf: Leaf): boolean {
    const positive = NEGATED[leaf.operator]
    const related = this.#related(leaf, positive ?? leaf.operator)
    return positive === undefined ? related : !related
  }

  #related(leaf: Leaf, operator: Operator): boolean {
    const path = leafPath(leaf)
    const type = this.#facts.spec(path)?.type
    const actual = this.#read(path)
    if (operator === 'in') return this.#wantedList(leaf).includes(actual)
    const wanted = this.#wanted(leaf)
    if (operator === 'contains') return Array.isArray(actual) && typeof wanted === 'string' && actual.includes(wanted)
    const absent = (value: FactValue | undefined): boolean => value === undefined || value === '' || value === 0
    if ((type === 'id' || type === 'day' || type === 'area') && (absent(actual) || absent(wanted))) return false
    return compare(operator, actual, wanted)
  }

  #wanted(leaf: Leaf): FactValue | undefined {
    const other = comparedFact(leaf)
    if (other !== undefined) return this.#read(other)
    const parameter = comparedParameter(leaf)
    if (parameter === undefined) return this.#facts.literal(leafPath(leaf), leaf.value)
    const type = this.#facts.spec(leafPath(leaf))?.type
    // Without a value the parameter counts as false or 0: were it needed, the claim would have no answer.
    return this.#facts.literal(leafPath(leaf), this.#facts.parameterValue(parameter) ?? (type === 'flag' ? false : 0))
  }

  #wantedList(leaf: Leaf): readonly (FactValue | undefined)[] {
    const parameter = comparedParameter(leaf)
    const codes = parameter === undefined ? leaf.value : (this.#facts.parameterValue(parameter) ?? [])
    return (codes as readonly Literal[]).map(code => this.#facts.literal(leafPath(leaf), code))
  }

  #leafWords(leaf: Leaf, holds: boolean): Part {
    const path = leafPath(leaf)
    const fact = this.#facts.label(path)
    const value = this.#read(path)
    const actual = this.#facts.say(path, value)
    if (typeof value === 'boolean') {
      return phrase(holds ? 'flagHolds' : 'flagFails', { fact, actual, wanted: this.#facts.say(path, !value) })
    }
    const sign = SIGNS[leaf.operator] ?? NOTHING
    return phrase(wordsKey(leaf.operator, holds), { fact, actual, wanted: this.#wantedWords(leaf), sign })
  }

  #wantedWords(leaf: Leaf): Part {
    const path = leafPath(leaf)
    const other = comparedFact(leaf)
    if (other !== undefined) {
      return phrase('wantedFact', { label: this.#facts.label(other), value: this.#facts.say(other, this.#read(other)) })
    }
    const parameter = comparedParameter(leaf)
    if (parameter !== undefined) {
      const { label = { zh: parameter, en: parameter }, type } = this.#facts.parameter(parameter) ?? {}
      const value = this.#facts.sayParameter(parameter)
      return type === 'codes' ? phrase('wantedCodes', { label, codes: value }) : phrase('wantedParameter', { label, value })
    }
    if (!Array.isArray(leaf.value)) return this.#facts.say(path, this.#wanted(leaf))
    return series(
      'or',
      this.#wantedList(leaf).map(code => this.#facts.say(path, code)),
    )
  }
}

const SIGNS: Readonly<Partial<Record<Operator, string>>> = {
  lessThan: '<',
  lessThanInclusive: '≤',
  greaterThan: '>',
  greaterThanInclusive: '≥',
}

function wordsKey(operator: Operator, holds: boolean): PhraseKey {
  const outcome = holds ? 'Holds' : 'Fails'
  switch (operator) {
    case 'equal':
    case 'notEqual':
    case 'in':
    case 'notIn':
    case 'contains':
    case 'doesNotContain':
      return `${operator}${outcome}`
    default:
      return `order${outcome}`
  }
}

function compare(operator: Operator, a: FactValue | undefined, b: FactValue | undefined): boolean {
  if (operator === 'equal') return a === b
  const [x, y] = [Number(a), Number(b)]
  switch (operator) {
    case 'lessThan':
      return x < y
    case 'lessThanInclusive':
      return x <= y
    case 'greaterThan':
      return x > y
    default:
      return x >= y
  }
}
