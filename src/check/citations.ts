import { pointer, type Issue } from '../base/issue.ts'
import { accountClauses } from '../pack/coverage.ts'
import type { Pack } from '../pack/pack.ts'
import { finding, type CheckFinding } from './report.ts'
import { wholeOf } from './windows.ts'

/** Citations of clauses that the pack does not list, clauses that nothing encodes and no reason is given for, rules behind which no clause stands. */
export function checkCitations(pack: Pack): readonly CheckFinding[] {
  const { json } = pack
  if (json.clauses.length === 0) return [finding('warning', 'noClauses', { path: '/clauses' })]
  const { packs, findings } = accountClauses([{ id: json.id, json, clauses: json.clauses }])
  const places = placesOf(pack)
  const unknown = findings
    .filter(issue => !isComposed(issue))
    .map(issue => {
      const path = places.get(`${String(issue.params['kindEn'])} ${String(issue.params['by'])}`) ?? issue.path
      return finding('error', issue.code, { path, params: issue.params })
    })
  const unaccounted = packs
    .flatMap(account => account.clauses)
    .filter(clause => clause.status === 'unaccounted')
    .map(({ record }) => {
      const path = pointer('clauses', json.clauses.indexOf(record))
      return finding('error', 'clauseUnaccounted', { path, params: { clause: record.id } })
    })
  return [...unknown, ...unaccounted, ...uncited(pack)]
}

/** A clause that the forwarding itself carries out: a composed pack has taken it in and no longer names it. */
const isComposed = ({ code, params }: Issue): boolean => code === 'encodedByNothing' && params['part'] === 'adopts'

/** Where rules, tables and parameters stand in the packs as they are written: the composed pack has an order of its own. */
function placesOf(pack: Pack): ReadonlyMap<string, string> {
  const rules = pack.rules.map(rule => {
    const { id, path, isTable } = wholeOf(rule)
    return [`${isTable ? 'table' : 'rule'} ${id}`, path] as const
  })
  const parameters = [...pack.parameters.values()].flatMap(({ id, path }) =>
    /\/parameters\/\d+$/.test(path) ? [[`parameter ${id}`, path] as const] : [],
  )
  return new Map([...rules, ...parameters])
}

function uncited(pack: Pack): readonly CheckFinding[] {
  const seen = new Set<string>()
  return pack.rules.flatMap(rule => {
    const { id, path, isTable } = wholeOf(rule)
    if (rule.clause !== undefined || seen.has(id)) return []
    seen.add(id)
    return [finding('information', isTable ? 'tableWithoutClause' : 'ruleWithoutClause', { path, params: { rule: id } })]
  })
}
