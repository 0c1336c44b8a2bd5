import { BadInput } from './fault.ts'
import type { Host } from './host.ts'
import { readJsonText } from './json-text.ts'
import type { Say } from './messages.ts'

/** A claim of the input with its place: the number from 1 and, in NDJSON, its line. */
export interface InputClaim {
  readonly value: unknown
  readonly place: string
  /** From 1. */
  readonly index: number
  /** Where the text is no JSON; there is no value then. */
  readonly fault?: { readonly line: number; readonly column: number; readonly text: string }
}

/** The claims of an input, in order. */
export interface ClaimsInput {
  readonly claims: readonly InputClaim[]
  /** One claim, not a list of them. */
  readonly single: boolean
}

/** Reads claims from a file, or from standard input (`-`, or no file): one claim, an array, or NDJSON. */
export async function readClaims(host: Host, say: Say, named?: string): Promise<ClaimsInput> {
  if (named === undefined && host.interactive) throw new BadInput([say('inputNeeded')])
  const file = named ?? '-'
  const text = (file === '-' ? await host.readStdin() : host.readFile(file))?.replace(/^\uFEFF/, '')
  if (text === undefined) throw new BadInput([say('noFile', { file })])
  const source = file === '-' ? say('stdin') : file
  if (text.trim() === '') throw new BadInput([say('noClaims', { source })])
  if (isLines(text)) return readLines(text, source, say)
  const read = readJsonText(text)
  if (!read.ok) throw new BadInput([say('badJson', { source, line: read.line, column: read.column })])
  if (!Array.isArray(read.value)) return { claims: [{ value: read.value, place: '', index: 1 }], single: true }
  if (read.value.length === 0) throw new BadInput([say('noClaims', { source })])
  const claims = (read.value as readonly unknown[]).map((value, i) => ({ value, place: say('claimAt', { index: i + 1 }), index: i + 1 }))
  return { claims, single: false }
}

/** A JSON file with one value, such as a state. */
export const readValue = (host: Host, say: Say, file: string): unknown => valueOf(host.readFile(file), say, file)

/** As `readValue`; `-` is standard input. */
export const readInputValue = async (host: Host, say: Say, file: string): Promise<unknown> =>
  file === '-' ? valueOf(await host.readStdin(), say, say('stdin')) : readValue(host, say, file)

function valueOf(text: string | undefined, say: Say, source: string): unknown {
  if (text === undefined) throw new BadInput([say('noFile', { file: source })])
  const read = readJsonText(text.replace(/^\uFEFF/, ''))
  if (!read.ok) throw new BadInput([say('badJson', { source, line: read.line, column: read.column })])
  return read.value
}

/** NDJSON: several lines, each an object of its own. A claim that is printed over lines has lines that begin otherwise. */
function isLines(text: string): boolean {
  const lines = text.split('\n').filter(line => line.trim() !== '')
  return lines.length > 1 && lines.every(line => line.startsWith('{'))
}

function readLines(text: string, source: string, say: Say): ClaimsInput {
  const claims: InputClaim[] = []
  text.split('\n').forEach((line, i) => {
    if (line.trim() === '') return
    const index = claims.length + 1
    const read = readJsonText(line)
    const at = { line: i + 1, column: read.ok ? 0 : read.column }
    const place = say('claimAtLine', { index, line: at.line })
    if (read.ok) claims.push({ value: read.value, place, index })
    else claims.push({ value: undefined, place, index, fault: { ...at, text: say('badJson', { source, ...at }) } })
  })
  return { claims, single: false }
}
