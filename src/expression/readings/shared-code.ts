import type { TableValues } from '../node.ts'
import { newPart, type Part } from './part.ts'
import { isInt32, type Template } from './template.ts'

/** The body of a function that is given the rows `d` and `e` of a part, and what `T0`, `T1` … in it stand for. */
export interface Source {
  readonly text: string
  readonly tables: readonly TableValues[]
}

/**
 * One function for all templates of one structure. Sixty localities whose rules differ in numbers only run the same machine code over the
 * same tables: with a function each, code and tables leave the processor's caches and a claim takes about four times as long.
 *
 * What is equal in all of them stands in the text. When a template comes that differs elsewhere, that place is opened and the function made
 * anew, so at most one function is made for each template.
 */
export class SharedCode<C> {
  readonly #compile: (source: Source) => C
  readonly #structures = new Map<string, Structure<C>>()

  constructor(compile: (source: Source) => C) {
    this.#compile = compile
  }

  part(template: Template): Part<C> {
    const structure = this.#structures.get(template.key) ?? new Structure<C>(template)
    this.#structures.set(template.key, structure)
    return structure.add(template, this.#compile)
  }
}

class Structure<C> {
  readonly #base: Template
  readonly #members: { readonly template: Template; readonly part: Part<C> }[] = []
  /** Places of the numbers that differ. */
  readonly #open = new Set<number>()
  /** For each table that differs, by place: the class of each entry; entries of one class are equal in every locality. */
  readonly #classes = new Map<number, Int32Array>()
  #code: C | undefined

  constructor(base: Template) {
    this.#base = base
  }

  add(template: Template, compile: (source: Source) => C): Part<C> {
    const opened = this.#opened(template)
    const layout = new Layout(this.#base, this.#open, this.#classes)
    const code = this.#code === undefined || opened ? compile(layout.source()) : this.#code
    const part = Object.assign(newPart(code), layout.row(template))
    if (code !== this.#code) for (const member of this.#members) Object.assign(member.part, layout.row(member.template), { code })
    this.#members.push({ template, part })
    this.#code = code
    return part
  }

  /** Opens every place where the template differs; whether there was any. */
  #opened({ numbers, tables }: Template): boolean {
    let opened = false
    numbers.forEach((value, place) => {
      if (value === this.#base.numbers[place] || this.#open.has(place)) return
      this.#open.add(place)
      opened = true
    })
    tables.forEach((data, place) => {
      const known = this.#classes.get(place)
      if (known === undefined && sameValues(data, this.#base.tables[place] as TableValues)) return
      const classes = refined(known ?? classesOf(this.#base.tables[place] as TableValues), data)
      if (classes === known) return
      this.#classes.set(place, classes)
      opened = true
    })
    return opened
  }
}

/** Where the numbers of a row lie: first the open numbers, then one for each class of an open table. */
class Layout {
  readonly #base: Template
  readonly #numbers = new Map<number, string>()
  readonly #tables = new Map<number, { readonly row: 'd' | 'e'; readonly start: number; readonly classes: Int32Array }>()
  readonly #lengths = { d: 0, e: 0 }

  constructor(base: Template, open: ReadonlySet<number>, classes: ReadonlyMap<number, Int32Array>) {
    this.#base = base
    for (const place of open) {
      const row = isInt32(base.numbers[place] ?? 0) ? 'd' : 'e'
      this.#numbers.set(place, `${row}[${String(this.#lengths[row]++)}]`)
    }
    for (const [place, of] of classes) {
      const row = base.tables[place] instanceof Float64Array ? 'e' : 'd'
      this.#tables.set(place, { row, start: this.#lengths[row], classes: of })
      this.#lengths[row] += of.reduce((most, one) => Math.max(most, one), 0) + 1
    }
  }

  source(): Source {
    const words = this.#base.pieces.map(piece => {
      if (typeof piece === 'string') return piece
      const { kind, place } = piece
      if (kind === 'number') return this.#numbers.get(place) ?? literal(this.#base.numbers[place] ?? NaN)
      const table = this.#tables.get(place)
      if (kind === 'end') return table === undefined ? ']' : ']]'
      return table === undefined ? `T${String(place)}[` : `${table.row}[T${String(place)}[`
    })
    const tables = this.#base.tables.map((data, place) => {
      const table = this.#tables.get(place)
      return table === undefined ? data : placesIn(this.#lengths[table.row], table)
    })
    return { text: words.join(''), tables: sideBySide(tables) }
  }

  row({ numbers, tables }: Template): Pick<Part, 'd' | 'e'> {
    const rows = { d: new Int32Array(this.#lengths.d), e: new Float64Array(this.#lengths.e) }
    let [d, e] = [0, 0]
    for (const [place, name] of this.#numbers) {
      if (name.startsWith('d')) rows.d[d++] = numbers[place] ?? NaN
      else rows.e[e++] = numbers[place] ?? NaN
    }
    for (const [place, { row, start, classes }] of this.#tables)
      classes.forEach((one, i) => (rows[row][start + one] = tables[place]?.[i] ?? NaN))
    return rows
  }
}

/**
 * Tables as views of one buffer. V8 takes where an array lies and how long it is as constants of the code, unless the array lies on its own
 * heap, as one of up to 64 bytes with a buffer of its own does: a look-up then takes seven instructions instead of three.
 */
function sideBySide(tables: readonly TableValues[]): readonly TableValues[] {
  const places: number[] = []
  let size = 0
  for (const { byteLength } of tables) {
    places.push(size)
    size += Math.ceil(byteLength / 8) * 8
  }
  const buffer = new ArrayBuffer(size)
  return tables.map((table, i) => {
    const view = new (table.constructor as TableArray)(buffer, places[i] ?? 0, table.length)
    view.set(table)
    return view
  })
}

type TableArray = new (buffer: ArrayBuffer, place: number, length: number) => TableValues

/** Where the value of each entry lies in a row of this length. */
function placesIn(length: number, { start, classes }: { readonly start: number; readonly classes: Int32Array }): TableValues {
  const places = classes.map(one => one + start)
  return length <= 2 ** 16 ? Uint16Array.from(places) : places
}

const literal = (value: number): string => (value < 0 ? `(${String(value)})` : String(value))

const sameValues = (a: TableValues, b: TableValues): boolean => a.every((value, i) => value === b[i])

/** Entries of equal value are of one class, counted in order of first occurrence. */
const classesOf = (data: TableValues): Int32Array => refined(new Int32Array(data.length), data)

/** The classes, split where their entries differ in the data; the very same where they do not. */
function refined(classes: Int32Array, data: TableValues): Int32Array {
  const found = new Map<number, Map<number, number>>()
  let count = 0
  const split = classes.map((one, i) => {
    const value = data[i] ?? NaN
    const values = found.get(one) ?? new Map<number, number>()
    found.set(one, values)
    const known = values.get(value) ?? count++
    values.set(value, known)
    return known
  })
  return count === found.size ? classes : split
}
