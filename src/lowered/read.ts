import { errorIssue, PolicyError } from '../base/issue.ts'
import { factDomain } from '../facts/domain.ts'
import type { FactSpec, Label } from '../facts/spec.ts'
import type { Lowered } from '../policy.ts'
import { LOWERED_VERSION, type LoweredPack, type PackRows, type TextRow } from './format.ts'
import { readPack } from './read-pack.ts'
import { readSheet } from './read-sheet.ts'
import { labelOf } from './read-text.ts'

export type { LoweredPack } from './format.ts'

/** A pack that `yibao build` wrote, ready to settle. Throws a PolicyError for anything else. */
export function readLowered(input: LoweredPack | object): Lowered {
  const given = input as Partial<LoweredPack>
  if (given.format !== 'yibao-lowered') throw new PolicyError([errorIssue('notLowered', '/format')])
  if (given.version !== LOWERED_VERSION) throw new PolicyError([errorIssue('unknownVersion', '/version', { supported: LOWERED_VERSION })])
  try {
    return lowered(input as LoweredPack)
  } catch {
    throw new PolicyError([errorIssue('damagedPack', '')])
  }
}

function lowered({ hash, pack, sheet, phrases }: LoweredPack): Lowered {
  const read = readPack(pack)
  const { sheet: found, greatest } = readSheet(sheet, pack)
  return { pack: read, sheet: found, hash, phrases, fact: factsOf(pack), greatest: () => ({ ...found, guards: greatest }) }
}

/** The facts of the catalogue that the pack has labels for. */
function factsOf({ facts }: PackRows): Lowered['fact'] {
  const known = new Map<string, FactSpec | undefined>()
  const read = (path: string): FactSpec | undefined => {
    const domain = factDomain(path)
    const row = facts.find(one => one[0] === path)
    return domain && row && { ...domain, label: labelOf(row[1]), codeLabels: codeLabels(domain.codes ?? [], row[2] ?? []) }
  }
  return path => {
    if (!known.has(path)) known.set(path, read(path))
    return known.get(path)
  }
}

const codeLabels = (codes: readonly string[], labels: readonly TextRow[]): Readonly<Record<string, Label>> =>
  Object.fromEntries(labels.map((label, i) => [codes[i] ?? '', labelOf(label)]))
