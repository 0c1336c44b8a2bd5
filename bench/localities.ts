type Json = Readonly<Record<string, unknown>>

interface Rule {
  readonly id: string
  readonly overrides?: readonly string[]
}

interface PlainRule extends Rule {
  readonly conditions: unknown
  readonly event: { readonly type: string; readonly params?: Json }
}

interface Table extends Rule {
  readonly sets: string
  readonly params?: Json
  readonly columns: readonly string[]
  readonly rows: readonly (readonly unknown[])[]
}

export interface LocalityOptions {
  /** Every county has its own amounts, ratios, points and scales; without it all have those of the pack. */
  readonly ownNumbers?: boolean
  /** Ids of rules that stand once, for all counties. */
  readonly common?: readonly string[]
}

/** Rules of lakeside that a province might set for all of its counties: 19, so that 43 for each of 60 counties make 2,599 in all. */
export const PROVINCE_RULES: readonly string[] = [
  ...['primary', 'near', 'supported', 'severe', 'placed', 'tcmTier', 'twoDisease', 'link', 'credit', 'poorNoDeductible'],
  ...['reducePoints', 'reduceRelative', 'assistanceNoThreshold', 'noAssistance', 'irregular'],
  ...['downUplift', 'tcmUplift', 'winterBonus', 'limitExtra'],
]

/** The counties of the bench: six digits, of no place. */
export const COUNTIES: readonly string[] = Array.from({ length: 60 }, (_, i) => String(990101 + i))

/** A pack with its rules and tables once for each county, each bound to that county. */
export function localities(json: Json, codes: readonly string[], options: LocalityOptions = {}): Record<string, unknown> {
  const common = new Set(options.common)
  const tables = json['tables'] as readonly Table[]
  const rules = json['rules'] as readonly PlainRule[]
  const parameters = json['parameters'] as readonly Json[]
  const makers = codes.map(code => new Locality(code, options))
  return {
    ...json,
    parameters: [...parameters, ...(options.ownNumbers === true ? makers.flatMap(one => parameters.map(it => one.parameter(it))) : [])],
    tables: makers.flatMap(one => tables.map(table => one.table(table))),
    rules: [
      ...rules.filter(rule => common.has(rule.id)),
      ...makers.flatMap(one => rules.filter(rule => !common.has(rule.id)).map(rule => one.rule(rule))),
    ],
  }
}

/** What a number of each kind grows by, in ten-thousandths, from one county to the next. */
const STEPS: Readonly<Record<string, number>> = { amount: 10_000, min: 10_000, max: 10_000, ratio: 10, share: 10, scale: 50, points: 500 }

/** For each type of a parameter the kind of number it holds. */
const KINDS: Readonly<Record<string, string>> = { money: 'amount', ratio: 'ratio', points: 'points' }

class Locality {
  readonly #code: string
  readonly #ownNumbers: boolean

  constructor(code: string, { ownNumbers = false }: LocalityOptions) {
    this.#code = code
    this.#ownNumbers = ownNumbers
  }

  table(table: Table): Table {
    return {
      ...this.#named(table),
      ...(table.params === undefined ? {} : { params: this.#params(table.params) }),
      columns: ['insurance.county', ...table.columns],
      rows: table.rows.map(row => [this.#code, ...row.slice(0, -1), this.#value(table.sets, row.at(-1))]),
    }
  }

  rule(rule: PlainRule): PlainRule {
    return {
      ...this.#named(rule),
      conditions: { all: [{ fact: 'insurance.county', operator: 'equal', value: this.#code }, rule.conditions] },
      event: { ...rule.event, ...(rule.event.params === undefined ? {} : { params: this.#params(rule.event.params) }) },
    }
  }

  parameter(parameter: Json): Json {
    const kind = KINDS[String(parameter['type'])] ?? ''
    const own = (json: Json): Json => ('value' in json ? { ...json, value: this.#value(kind, json['value']) } : json)
    const values = parameter['values'] as readonly Json[] | undefined
    return {
      ...own(parameter),
      id: `${String(parameter['id'])}.${this.#code}`,
      ...(values === undefined ? {} : { values: values.map(own) }),
    }
  }

  #named<T extends Rule>(rule: T): T {
    const id = (of: string): string => `${of}.${this.#code}`
    return { ...rule, id: id(rule.id), ...(rule.overrides === undefined ? {} : { overrides: rule.overrides.map(id) }) }
  }

  #params(params: Json): Json {
    return Object.fromEntries(Object.entries(params).map(([key, value]) => [key, this.#value(key, value)]))
  }

  #value(kind: string, value: unknown): unknown {
    if (!this.#ownNumbers) return value
    if (typeof value === 'object' && value !== null && 'parameter' in value)
      return { parameter: `${String(value.parameter)}.${this.#code}` }
    const step = STEPS[kind]
    return typeof value === 'string' && step !== undefined ? moved(value, (Number(this.#code) % 100) * step) : value
  }
}

/** A decimal moved away from 0 by so many ten-thousandths; 0 stays, and words like `all` do. */
function moved(text: string, by: number): string {
  const [, sign = '', whole = '', decimals = ''] = /^(-?)(\d+)\.?(\d*)$/.exec(text) ?? []
  const size = Number(whole + decimals.padEnd(4, '0'))
  if (whole === '' || size === 0) return text
  const digits = String(size + by).padStart(5, '0')
  return `${sign}${digits.slice(0, -4)}.${digits.slice(-4)}`.replace(/\.?0+$/, '')
}
