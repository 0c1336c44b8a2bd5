import { decimal } from './decimal.ts'
import type { Dated, Num, Pack, Scheme } from './types.ts'

type Given = Readonly<Record<string, unknown>>

export interface Parameters {
  readonly type: (id: string) => string | undefined
  /** undefined where the parameter has no value on the rules date */
  readonly value: (id: string) => unknown
  readonly orPlaceholder: (id: string) => unknown
  /** a literal, or the value of the parameter it names, as a number */
  readonly number: (value: unknown) => Num
  /** parameters without a value anywhere inside the JSON */
  readonly missingIn: (json: unknown) => readonly string[]
}

export function parameterName(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !('parameter' in value)) return undefined
  return typeof value.parameter === 'string' ? value.parameter : undefined
}

function namesIn(json: unknown): readonly string[] {
  if (typeof json !== 'object' || json === null) return []
  const name = parameterName(json)
  return name === undefined ? Object.values(json).flatMap(namesIn) : [name]
}

function isDated(value: unknown): value is Dated {
  // Every array has a method `values`.
  return typeof value === 'object' && value !== null && !Array.isArray(value) && ('value' in value || 'values' in value)
}

function inForce(source: Dated | undefined, date: string): unknown {
  if (source?.values === undefined) return source?.value
  const started = source.values.filter(entry => entry.from === undefined || entry.from <= date)
  return started.reduce<(typeof started)[number] | undefined>(
    (last, entry) => (last === undefined || (entry.from ?? '') >= (last.from ?? '') ? entry : last),
    undefined,
  )?.value
}

function placeholder(type: string | undefined): unknown {
  if (type === 'codes') return []
  return type === 'flag' ? false : 0
}

export function parametersOf(pack: Pack, scheme: Scheme | undefined, given: Given, date: string): Parameters {
  const declared = new Map((pack.parameters ?? []).map(parameter => [parameter.id, parameter]))
  const overriding = (id: string): Dated | undefined => {
    const found = given[id] ?? scheme?.parameters?.[id]
    if (found === undefined || isDated(found)) return found
    return typeof found === 'object' && found !== null && !Array.isArray(found) ? undefined : { value: found }
  }
  const type = (id: string): string | undefined => declared.get(id)?.type
  const value = (id: string): unknown => inForce(overriding(id) ?? declared.get(id), date)
  const orPlaceholder = (id: string): unknown => value(id) ?? placeholder(type(id))
  const number = (source: unknown): Num => {
    const name = parameterName(source)
    return decimal(name === undefined ? source : orPlaceholder(name))
  }
  const missingIn = (json: unknown): readonly string[] => namesIn(json).filter(id => value(id) === undefined)
  return { type, value, orPlaceholder, number, missingIn }
}
