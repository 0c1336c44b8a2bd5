import { maskBit, maskWord } from '../expression/readings/result.ts'
import { MAX_FEN } from '../facts/spec.ts'
import type { CodeMaps } from './code-maps.ts'
import type { PlannedFact, PlannedPart } from './reader-plan.ts'

/** The text of the functions that read the parts of a claim, inner ones first, and the name of the outermost. */
export interface PartsText {
  readonly text: string
  readonly root: string
}

/** What stands in a claim beside its facts, by path; `v` is the value. */
const SPECIALS: Readonly<Record<string, string>> = {
  id: `if (!isText(v)) return false; id = v`,
  $schema: `if (!isText(v)) return false`,
  version: `if (v !== 1) return false`,
  state: `state = v`,
  'cost.items': `if (!items.read(v)) return false; itemised = true`,
  'person.identities': `if (!identities.read(v)) return false; identified = identities.count > 0`,
}

/** The days that a settled stay repeats as the claim gives them. */
const REPEATED: Readonly<Record<string, string>> = {
  'encounter.admitDate': '; admitted = v',
  'encounter.dischargeDate': '; discharged = v',
}

export function partsText(root: PlannedPart, maps: CodeMaps): PartsText {
  let text = ''
  let count = 0
  const write = (part: PlannedPart, path: string): string => {
    const inner = [...part.parts].map(([name, below]) => [name, `if (!${write(below, `${path}${name}.`)}(v)) return false`] as const)
    const special = Object.entries(SPECIALS).flatMap(([at, read]) => {
      const name = at.slice(at.lastIndexOf('.') + 1)
      return at === path + name ? [[name, read] as const] : []
    })
    const facts = part.facts.map(fact => [fact.name, factText(fact, maps)] as const)
    const reads = [...inner, ...special, ...facts]
    const known = reads.map(([name]) => `case '${name}':`).join(' ')
    const cases = reads.map(([name, read]) => `      case '${name}': ${read}; break\n`).join('')
    const name = `part${String(count++)}`
    text += `function ${name}(o) {
  if (!isPlain(o)) return false
  for (const k in o) {
    const v = o[k]
    if (v === undefined) switch (k) { ${known} continue; default: return false }
    switch (k) {
${cases}      default: return false
    }
  }
  return true
}
`
    return name
  }
  const name = write(root, '')
  return { text, root: name }
}

/** Checks `v` and keeps what is needed of it. */
function factText(fact: PlannedFact, maps: CodeMaps): string {
  const { spec, variable, assumption, classified } = fact
  const kept = variable === undefined ? checkText(fact, maps) : keepText(fact, variable, maps)
  const given = assumption < 0 ? '' : `; a${String(maskWord(assumption))} &= ${String(~(1 << maskBit(assumption)))}`
  const flag = 1 << Math.max(0, classified)
  const contradictable = classified < 0 ? '' : `; given |= ${String(flag)}; if (v) truth |= ${String(flag)}`
  return kept + given + contradictable + (REPEATED[spec.path] ?? '')
}

function keepText(fact: PlannedFact, variable: string, maps: CodeMaps): string {
  switch (fact.spec.type) {
    case 'flag':
      return `if (v === true) ${variable} = 1; else if (v === false) ${variable} = 0; else return false`
    case 'enum':
      return `${variable} = ${maps.places(fact)}.get(v); if (${variable} === undefined) return false`
    case 'id':
      return `if (!isText(v)) return false; ${variable} = v`
    case 'code':
      return `if (!isText(v)) return false; ${variable} = ${maps.numbers(fact)}.get(v) ?? 0`
    default:
      return `${variable} = ${numberText(fact, maps)}; if (${variable} < 0) return false`
  }
}

function checkText(fact: PlannedFact, maps: CodeMaps): string {
  switch (fact.spec.type) {
    case 'flag':
      return 'if (v !== true && v !== false) return false'
    case 'enum':
      return `if (!${maps.places(fact)}.has(v)) return false`
    case 'id':
    case 'code':
      return 'if (!isText(v)) return false'
    default:
      return `if (${numberText(fact, maps)} < 0) return false`
  }
}

/** The reading of `v` as a number, below 0 where it is none. */
function numberText(fact: PlannedFact, maps: CodeMaps): string {
  const { spec } = fact
  switch (spec.type) {
    case 'money':
      return `money(v, ${String(spec.max ?? MAX_FEN)})`
    case 'day':
      return 'day(v)'
    case 'area':
      return 'area(v)'
    case 'int':
      return `count(v, ${String(spec.min ?? 0)}, ${String(spec.max ?? Number.MAX_SAFE_INTEGER)})`
    case 'set':
      return `set(v, ${maps.bits(fact)}, ${String(spec.open === true)})`
    default:
      throw new RangeError(`${spec.path} is no number`)
  }
}
