import { CATALOGUE_CLASSES } from '../../facts/items.ts'
import { ITEM_KINDS } from '../../facts/item-kinds.ts'
import { codesOf } from '../../facts/domain.ts'
import { MAX_IDENTITIES } from '../../facts/identities.ts'
import { MAX_SET } from '../../facts/read-value.ts'
import { MAX_FEN } from '../../facts/spec.ts'
import type { ItemCodes } from '../items.ts'
import type { RecordInput } from '../../settlement/prepare.ts'
import type { PlannedFact, PlannedPart } from '../reader-plan.ts'
import { ByteCodes } from './byte-codes.ts'
import { CodeFunctions } from './code-functions.ts'
import { matchText, standsText } from './match-text.ts'

/** The keys of one object: the name of each, and the text that reads its value at `p` and leaves `p` after it, or returns -1. */
type Keys = readonly (readonly [name: string, read: string])[]

const DAY_BYTES = 12
const AREA_BYTES = 8
const BITS = 31

/**
 * Writes the functions that read the parts of a claim from bytes: each takes the place of an object or list and gives the place after it, or -1
 * where the line is not certain to be right: a key it does not know or has met before, a value out of the ordinary, a blank between two marks.
 */
export class LinePartsText {
  text = ''
  readonly functions = new CodeFunctions()
  /** Open lists of codes, with their numbers in the sheet; `O0`, `O1` … in the text. */
  readonly open: ByteCodes[] = []
  readonly #items: ItemCodes
  #count = 0

  constructor(items: ItemCodes) {
    this.#items = items
  }

  /** The name of the function that reads a whole claim. */
  root(root: PlannedPart): string {
    return this.#part(root, '')
  }

  #part(part: PlannedPart, path: string): string {
    const inner = [...part.parts].map(([name, below]) => [name, callText(this.#part(below, `${path}${name}.`))] as const)
    const facts = part.facts.map(fact => [fact.name, this.#fact(fact)] as const)
    return this.#object([...inner, ...this.#specials(path), ...facts])
  }

  /** What stands in a claim beside its facts; a claim with a state is left to the plain path. */
  #specials(path: string): Keys {
    switch (path) {
      case '':
        return [
          ['id', `idFrom = p + 1; p = X.skip(p); if (p < 0) return -1; idTo = p - 1`],
          ['$schema', SKIP],
          ['version', `if (B[p] !== 49) return -1; p++`],
        ]
      case 'cost.':
        return [['items', `${callText(this.#itemList())}; itemised = true`]]
      case 'person.':
        return [['identities', `${callText(this.#identityList())}; identified = identities.count > 0`]]
      default:
        return []
    }
  }

  /** A function for an object of these keys; `before` and `after` are said at its beginning and at its end, where `p` is past it. */
  #object(keys: Keys, before = '', after = ''): string {
    const name = `part${String(this.#count++)}`
    const words = Array.from({ length: Math.ceil(keys.length / BITS) }, (_, i) => `m${String(i)}`)
    const cases = keys.map(([key, read], i) => {
      const word = words[Math.floor(i / BITS)] ?? ''
      const bit = String(1 << i % BITS)
      const text = `"${key}":`
      return { text, body: `if ((${word} & ${bit}) !== 0) return -1\n${word} |= ${bit}; p += ${String(text.length)}\n${read}\n` }
    })
    const end = after === '' ? 'return p + 1' : `{ p++; ${after}; return p }`
    this.text += `function ${name}(p) {
if (B[p] !== 123) return -1
var ${words.map(word => `${word} = 0`).join(', ')}, w = 0
${before}if (B[p + 1] === 125) { p++; ${end} }
for (;;) {
p++
${matchText(cases)}if (B[p] === 44) continue
if (B[p] !== 125) return -1
${end}
}
}
`
    return name
  }

  /** A function for a list whose entries another function reads; `end` must hold of the whole. */
  #list(entry: string, start: string, end: string): string {
    const name = `part${String(this.#count++)}`
    this.text += `function ${name}(p) {
if (B[p] !== 91) return -1
${start}
if (B[p + 1] === 93) return p + 2
do {
${callText(`${entry}`, 'p + 1')}
} while (B[p] === 44)
return B[p] === 93 && ${end} ? p + 1 : -1
}
`
    return name
  }

  #itemList(): string {
    const { classes, kinds } = this.#items
    const numbers = (codes: readonly string[], known: ReadonlyMap<unknown, number>): string =>
      this.functions.list(codes.map(code => known.get(code) ?? 0))
    const classNumbers = numbers(CATALOGUE_CLASSES, classes)
    const kindNumbers = numbers(ITEM_KINDS, kinds)
    const noCodes = this.#openCodes([])
    const amount = (into: string): string => `${into} = X.money(p, ${String(MAX_FEN)}); if (${into} < 0) return -1; p = X.at`
    const [off, shared] = [CATALOGUE_CLASSES.indexOf('C'), CATALOGUE_CLASSES.indexOf('B')].map(String)
    const item = this.#object(
      [
        ['id', `${SKIP}; id = X.hash; hasId = true`],
        ['catalogueClass', this.#code(CATALOGUE_CLASSES, 'itemClass')],
        ['itemKind', this.#code(ITEM_KINDS, 'kind')],
        ['amount', amount('amount')],
        ['overLimit', amount('over')],
        ['selfPayShare', 'share = X.share(p); if (share < 0) return -1; p = X.at'],
        ['flags', `if (X.codes(p, ${noCodes}) < 0) return -1; p = X.at`],
        ['irregular', `${FLAG}; irregular = w === 1`],
        ['code', SKIP],
      ],
      `var id = 0, hasId = false, itemClass = -1, kind = ${String(ITEM_KINDS.indexOf('other'))}, amount = -1, over = 0, share = -1, irregular = false\n`,
      `if (!hasId || itemClass < 0 || !items.take(id, amount, ${classNumbers}[itemClass], ${kindNumbers}[kind], over, share, itemClass === ${off ?? ''}, itemClass === ${shared ?? ''}, irregular)) return -1`,
    )
    return this.#list(item, 'items.start()', 'items.end()')
  }

  #identityList(): string {
    const day = (into: string): string => `${into} = X.day(p); if (${into} < 0) return -1; p += ${String(DAY_BYTES)}`
    const identity = this.#object(
      [
        ['category', this.#code(codesOf('person.lowIncomeCategory'), 'category')],
        ['from', day('from')],
        ['to', day('to')],
        ['recognisedOn', day('recognised')],
        ['markedOn', day('marked')],
      ],
      'var category = -1, from = 0, to = 0, recognised = 0, marked = 0\n',
      'if (!identities.add(category, from, to, recognised, marked)) return -1',
    )
    return this.#list(identity, 'identities.count = 0', `identities.count <= ${String(MAX_IDENTITIES)}`)
  }

  /** Checks the value at `p` and keeps what is needed of it. */
  #fact(fact: PlannedFact): string {
    const read = this.#value(fact)
    if (fact.spec.path === 'person.id') return `personFrom = p + 1; ${read}; personTo = p - 1; personHash = X.hash`
    if (fact.classified < 0) return read
    const flag = String(1 << fact.classified)
    return `${read}; given |= ${flag}; if (w === 1) truth |= ${flag}`
  }

  #value({ spec, variable, input }: PlannedFact): string {
    const read = (call: string, past: string): string =>
      variable === undefined ? `if (${call} < 0) return -1; p ${past}` : `${variable} = ${call}; if (${variable} < 0) return -1; p ${past}`
    switch (spec.type) {
      case 'flag':
        return variable === undefined ? FLAG : `${FLAG}; ${variable} = w`
      case 'enum':
        return this.#code(spec.codes ?? [], variable)
      case 'set':
        if (spec.open === true)
          return read(`X.codes(p, ${this.#openCodes((input?.codes ?? []).map(code => [code, bitsOf(input, code)]))})`, '= X.at')
        return read(`${this.#closedSet(spec.codes ?? [], input)}(p)`, '= X.at')
      case 'code':
        return read(`X.code(p, ${this.#openCodes((input?.codes ?? []).map((code, number) => [code, number]))})`, '= X.at')
      case 'id':
        return variable === undefined ? SKIP : `${variable} = X.text(p); if (${variable} === '') return -1; p = X.at`
      case 'money':
        return read(`X.money(p, ${String(spec.max ?? MAX_FEN)})`, '= X.at')
      case 'int':
        return read(`X.count(p, ${String(spec.min ?? 0)}, ${String(spec.max ?? Number.MAX_SAFE_INTEGER)})`, '= X.at')
      case 'day':
        return read('X.day(p)', `+= ${String(DAY_BYTES)}`)
      case 'area':
        return read('X.area(p)', `+= ${String(AREA_BYTES)}`)
    }
  }

  /** Reads a code of a closed list, its place into a variable. */
  #code(codes: readonly string[], into: string | undefined): string {
    const keep = into === undefined ? '' : `; ${into} = w & 255`
    return `w = ${this.functions.reader(codes)}(p); if (w < 0) return -1; p += w >> 8${keep}`
  }

  #closedSet(codes: readonly string[], input: RecordInput | undefined): string {
    const name = `part${String(this.#count++)}`
    const bits = this.functions.list(codes.map(code => bitsOf(input, code)))
    this.text += `function ${name}(p) {
if (B[p] !== 91) return -1
var set = 0, count = 0, w = 0
if (B[p + 1] === 93) p++
else do {
w = ${this.functions.reader(codes)}(p + 1); if (w < 0 || ++count > ${String(MAX_SET)}) return -1
set |= ${bits}[w & 255]; p += 1 + (w >> 8)
} while (B[p] === 44)
if (B[p] !== 93) return -1
X.at = p + 1
return set
}
`
    return name
  }

  #openCodes(values: readonly (readonly [string, number])[]): string {
    return `O${String(this.open.push(new ByteCodes(new Map(values))) - 1)}`
  }
}

const bitsOf = (input: RecordInput | undefined, code: string): number => Number(input?.encode([code]) ?? 0)

const callText = (name: string, at = 'p'): string => `p = ${name}(${at}); if (p < 0) return -1`

/** Passes over a text. */
const SKIP = 'p = X.skip(p); if (p < 0) return -1'

/** Reads a flag into `w`. */
const FLAG = `if (${standsText('true')}) { w = 1; p += 4 } else if (${standsText('false')}) { w = 0; p += 5 } else return -1`
