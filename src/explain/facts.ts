import { formatDay, parseDay } from '../base/date.ts'
import { readDecimal } from '../base/decimal.ts'
import type { Part, Text } from '../expression/readings/words.ts'
import { resolveHistory } from '../facts/resolve-history.ts'
import { NO_GAP_DAYS, type FactSpec, type FactValue } from '../facts/spec.ts'
import type { Parameter, ParameterValue } from '../pack/pack.ts'
import type { CaseInput } from './case.ts'
import { phrase, series, textOf } from './say.ts'

/** What a number of a pack counts; `drop`: points that are taken off. */
export type ValueKind = 'money' | 'ratio' | 'points' | 'drop'

/** The facts of a settled claim, as given and as the rules set them, and how values are said. */
export class CaseFacts {
  readonly #input: CaseInput
  readonly #history: ReadonlyMap<string, FactValue>
  readonly #set: ReadonlyMap<string, FactValue>

  constructor(input: CaseInput) {
    this.#input = input
    const { claim, state } = input
    this.#history = resolveHistory(state.stays, claim.facts)
    this.#set = new Map(
      input.sheet.derived.flatMap(({ path, node }): readonly [string, FactValue][] => {
        const value = input.value(node)
        if (node.type === 'flag') return [[path, value === 1]]
        return node.type.startsWith('code:') ? [[path, input.sheet.codes[Number(node.type.slice(5))]?.[value] ?? '']] : []
      }),
    )
  }

  /** A part as text. */
  text(part: Part): Text {
    return textOf(part, this.#input.phrases)
  }

  spec(path: string): FactSpec | undefined {
    return this.#input.pack.derived.get(path) ?? this.#input.fact(path)
  }

  /** The claim's own value. */
  own(path: string): FactValue | undefined {
    return this.#history.get(path) ?? this.#input.claim.facts.get(path) ?? this.#input.pack.derived.get(path)?.default
  }

  /** The value after every rule that sets the fact. */
  asSet(path: string): FactValue | undefined {
    return this.#set.get(path) ?? this.own(path)
  }

  /** Rules may give the fact another value for benefits than the claim does. */
  treated(path: string): boolean {
    return this.#set.has(path) && !this.#input.pack.derived.has(path)
  }

  /** A fact's label; a fact of the pack's own without one by its name in quotes. */
  label(path: string): Part {
    const label = this.spec(path)?.label
    return label === undefined || label.zh === path ? phrase('packCode', { code: path.replace(/^derived\./, '') }) : label
  }

  parameter(id: string): Parameter | undefined {
    return this.#input.pack.parameters.get(id)
  }

  /** The value of a parameter on the day of the rules; a list of codes has one for all days. */
  parameterValue(id: string): ParameterValue['value'] | undefined {
    return this.#inForce(id)?.value
  }

  /** Who gave that value. */
  parameterSource(id: string): ParameterValue['source'] | undefined {
    return this.#inForce(id)?.source
  }

  #inForce(id: string): ParameterValue | undefined {
    const parameter = this.parameter(id)
    const on = this.#input.days.rules
    const dated = parameter?.values.filter(one => parameter.type === 'codes' || one.from === undefined || one.from <= on)
    return dated?.at(-1)
  }

  /** A literal of a condition in the units of facts. */
  literal(path: string, literal: unknown): FactValue | undefined {
    switch (this.spec(path)?.type) {
      case 'flag':
        return literal === true
      case 'money':
        return decimal(literal, 2)
      case 'day':
        return parseDay(String(literal))
      case 'int':
      case 'area':
        return Number(literal)
      default:
        return String(literal)
    }
  }

  /** A value of a fact in words: labels of codes, yes and no, amounts, days. */
  say(path: string, value: FactValue | undefined): Part {
    return sayFact(this.spec(path), value)
  }

  /** A parameter's value in words. */
  sayParameter(id: string): Part {
    const parameter = this.parameter(id)
    const value = this.parameterValue(id)
    if (parameter === undefined || value === undefined) return phrase('noValue')
    switch (parameter.type) {
      case 'codes':
        return this.say(parameter.of ?? '', value as readonly string[])
      case 'flag':
        return phrase(value === true ? 'yes' : 'no')
      case 'int':
        return Number(value)
      default:
        return quantity(value, parameter.type === 'scale' ? 'ratio' : parameter.type)
    }
  }

  /** A value param of an event in words: a decimal, or the parameter it names. */
  sayValue(raw: unknown, kind: ValueKind): Part {
    const named = parameterName(raw)
    if (named === undefined) return quantity(raw, kind)
    const value = this.parameterValue(named)
    return value === undefined ? phrase('noValue') : quantity(value, kind)
  }
}

export function sayFact(spec: FactSpec | undefined, value: FactValue | undefined): Part {
  if (value === undefined) return phrase('absent')
  if (typeof value === 'boolean') return phrase(value ? 'yes' : 'no')
  if (typeof value === 'number') return sayNumber(spec, value)
  if (typeof value === 'string') return value === '' ? phrase('absent') : sayCode(spec, value)
  if (value.length === 0) return phrase('none')
  return series(
    'list',
    value.map(code => sayCode(spec, code)),
  )
}

/** The parameter that a raw value of a pack names, if it does. */
export const parameterName = (raw: unknown): string | undefined =>
  typeof raw === 'object' && raw !== null && 'parameter' in raw ? String(raw.parameter) : undefined

export function decimal(raw: unknown, places: number): number {
  const read = readDecimal(raw, places, -1e12, 1e12)
  return typeof read === 'number' ? read : 0
}

function quantity(raw: unknown, kind: ValueKind): Part {
  if (kind === 'money') return { fen: decimal(raw, 2) }
  if (kind === 'ratio') return { ratio: decimal(raw, 4) }
  return kind === 'points' ? { points: decimal(raw, 2) } : { drop: decimal(raw, 2) }
}

function sayNumber(spec: FactSpec | undefined, value: number): Part {
  switch (spec?.type) {
    case 'money':
      return { fen: value }
    case 'day':
      return value === 0 ? phrase('absent') : formatDay(value)
    case 'area':
      return value === 0 ? phrase('absent') : String(value).padStart(6, '0')
    default:
      return spec?.path === 'history.gapDays' && value === NO_GAP_DAYS ? phrase('noStayBefore') : value
  }
}

/** A code by its label; a code of a closed list without one is a word of the pack's own and stands in quotes. */
function sayCode(spec: FactSpec | undefined, code: string): Part {
  const label = spec?.codeLabels?.[code]
  if (label !== undefined) return label
  return spec?.type === 'id' ? code : phrase('packCode', { code })
}
