import * as z from 'zod'
import { isPolicyError, type Issue } from '../base/issue.ts'
import { fileClauses, readFixtures, type FixtureFile } from '../fixtures/read.ts'
import { findPack, packNames } from '../node/read-pack.ts'
import { clauseRecord } from '../pack/clause-record.ts'
import { accountClauses, type Accounting, type Citation, type ClausedPack } from '../pack/coverage.ts'
import { readShape } from '../pack/shape-issues.ts'
import { shapeIssues } from '../pack/shape.ts'
import { BadInput, issueLines } from './fault.ts'
import type { Session } from './options.ts'

/** The clauses of the packs asked for, with everything of this package that cites them. */
export interface Account extends Accounting {
  /** Ids of the packs asked for, in their order. */
  readonly asked: readonly string[]
}

/** Accounts for the clauses of packs (names, folders, files) among all packs and fixtures of this package. Throws BadInput. */
export function openAccount(session: Session, names: readonly string[]): Account {
  const bad: string[] = []
  const load = (name: string): readonly ClausedPack[] => {
    try {
      return claused(findPack(name), session, bad)
    } catch (error) {
      if (!isPolicyError(error)) throw error
      bad.push(...issueLines(error.issues, session.language))
      return []
    }
  }
  const asked = names.map(load)
  const packs = new Map([...packNames().flatMap(load), ...asked.flat()].map(pack => [pack.id, pack]))
  if (bad.length > 0) throw new BadInput([...new Set(bad)])
  const ids = new Set(asked.flatMap(list => list.slice(0, 1).map(pack => pack.id)))
  const { packs: accounts, findings } = accountClauses([...packs.values()], fixtureCitations())
  const order = [...ids]
  return {
    asked: order,
    packs: order.flatMap(id => accounts.filter(account => account.pack === id)),
    findings: findings.filter(finding => ids.has(String(finding.params['pack']))),
  }
}

/** A pack and those it adopts, each with its clauses read. */
function claused(json: Readonly<Record<string, unknown>>, session: Session, bad: string[]): readonly ClausedPack[] {
  const id = String(json['id'] ?? '')
  const issues: Issue[] = shapeIssues(json)
  const clauses = issues.length > 0 ? undefined : readShape(z.array(clauseRecord), json['clauses'] ?? [], '/clauses', issues)
  bad.push(...issueLines(issues, session.language, id))
  const adopted = Array.isArray(json['adopted']) ? (json['adopted'] as readonly Readonly<Record<string, unknown>>[]) : []
  return [{ id, json, clauses: clauses ?? [] }, ...adopted.flatMap(pack => claused(pack, session, bad))]
}

function fixtureCitations(): readonly Citation[] {
  return packageFixtures().flatMap(file =>
    fileClauses(file).map(clause => ({ clause, pack: file.place ?? '', kind: 'fixture', id: file.file, path: file.file })),
  )
}

function packageFixtures(): readonly FixtureFile[] {
  try {
    return readFixtures([])
  } catch (error) {
    if (isPolicyError(error)) return []
    throw error
  }
}
