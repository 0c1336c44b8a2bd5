import { readDecimal } from '../../base/decimal.ts'
import { errorIssue, pointer, type Issue } from '../../base/issue.ts'
import type { Parameter } from '../pack.ts'
import type { ClearingBandJson, DeviationJson, ScoringJson } from '../schema-scoring.ts'
import { unknownParameter, type Vocabulary } from './conditions.ts'

/** Types of parameters that are a plain number. */
const NUMBERS: ReadonlySet<Parameter['type']> = new Set(['ratio', 'scale', 'int'])

/** Bands leave no gap and do not overlap: their ends rise and only the last is open. Factors and shares are given where they are used, parameters exist. */
export function checkScoring(scoring: readonly ScoringJson[], words: Vocabulary): readonly Issue[] {
  return scoring.flatMap((one, i) => {
    const path = pointer('scoring', i)
    return [
      ...checkEnds(one.deviations, `${path}/deviations`),
      ...checkEnds(one.bands, `${path}/bands`),
      ...checkPays(one.bands, `${path}/bands`),
      ...checkFactors(one, `${path}/flagFactors`),
      ...checkParameters(one, path, words),
    ]
  })
}

const isLiteral = (value: unknown): boolean => typeof value === 'string' || typeof value === 'number'

function checkEnds(bands: readonly (DeviationJson | ClearingBandJson)[], path: string): readonly Issue[] {
  const issues: Issue[] = []
  const ids = new Set<string>()
  let before = -1
  bands.forEach(({ id, below, upTo }, i) => {
    const at = path + pointer(i)
    if (ids.has(id)) issues.push(errorIssue('duplicateId', `${at}/id`, { id }))
    ids.add(id)
    if (below !== undefined && upTo !== undefined) issues.push(errorIssue('twoEnds', at, { id }))
    const end = below ?? upTo
    if ((end === undefined) !== (i === bands.length - 1)) issues.push(errorIssue('lastBandOpen', at, { id }))
    if (!isLiteral(end)) return
    const read = readDecimal(end, 4, 0, 10_000_000)
    if (typeof read !== 'number') return
    if (read <= before) issues.push(errorIssue('endsOutOfOrder', at, { id }))
    before = read
  })
  return issues
}

function checkPays(bands: readonly ClearingBandJson[], path: string): readonly Issue[] {
  return bands.flatMap(({ id, pays, share }, i) => {
    const at = path + pointer(i)
    return [
      ...((pays === 'shared') === (share === undefined) ? [errorIssue('shareOfBand', at, { id })] : []),
      ...(pays === 'capped' && i === 0 ? [errorIssue('cappedFirst', at, { id })] : []),
    ]
  })
}

function checkFactors({ flagFactors }: ScoringJson, path: string): readonly Issue[] {
  return flagFactors.flatMap(({ flag, times, uplift }, i) => {
    const at = path + pointer(i)
    return [
      ...((times === undefined) === (uplift === undefined) ? [errorIssue('oneFactor', at, { flag })] : []),
      ...(flagFactors.findIndex(one => one.flag === flag) < i ? [errorIssue('duplicateId', `${at}/flag`, { id: flag })] : []),
    ]
  })
}

/** Every `{ parameter }` below `value`: it is one of the pack and a number. */
function checkParameters(value: unknown, path: string, words: Vocabulary): readonly Issue[] {
  if (typeof value !== 'object' || value === null) return []
  if (!('parameter' in value)) return Object.entries(value).flatMap(([key, part]) => checkParameters(part, path + pointer(key), words))
  const id = String(value.parameter)
  const parameter = words.parameters.get(id)
  if (parameter === undefined) return [unknownParameter(id, path, words)]
  if (NUMBERS.has(parameter.type)) return []
  return [errorIssue('wrongParameterType', path, { parameter: id, type: parameter.type, expected: [...NUMBERS].join(' | ') })]
}
