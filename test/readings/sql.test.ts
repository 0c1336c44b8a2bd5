import { describe, expect, it } from 'vitest'
import { Expressions } from '../../src/expression/expressions.ts'
import { MAX_AMOUNT, MAX_SUM, ONE, type Node, type NodeType } from '../../src/expression/node.ts'
import type { Line, Sheet, Slot } from '../../src/expression/sheet.ts'
import { claimColumns, itemColumns, toSql } from '../../src/expression/readings/sql.ts'
import { runSql, timeSql, type SqlRow } from '../support/duckdb.ts'

type Value = number | string
type Facts = Readonly<Record<string, Value | boolean | null>>

interface Claim {
  readonly id: string
  readonly person: string
  readonly year: number
  readonly seq: number
  readonly settleDay: number
  readonly facts: Facts
  readonly items?: readonly Facts[]
}

/** A node by the definition of its operation, with nothing shared and nothing clever: bigint where SQL computes, one map as memory. */
function valueOf(
  sheet: Sheet,
  node: Node,
  facts: Facts,
  slots: ReadonlyMap<string, number>,
  items: readonly Facts[],
  memory = new Map<Node, Value>(),
): Value {
  const known = memory.get(node)
  if (known !== undefined) return known
  const value = compute()
  memory.set(node, value)
  return value

  function at(index: number): Value {
    return valueOf(sheet, node.args[index]!, facts, slots, items, memory)
  }
  function number(index: number): number {
    return Number(at(index))
  }
  function ratioOf(numerator: number, denominator: number): number {
    return denominator === 0 ? 0 : Number((2n * BigInt(numerator) + BigInt(denominator)) / (2n * BigInt(denominator)))
  }
  function compute(): Value {
    switch (node.op) {
      case 'const':
        return node.value
      case 'fact': {
        const given = facts[node.name] ?? (node.type === 'id' ? '' : 0)
        return typeof given === 'boolean' ? Number(given) : given
      }
      case 'slot':
        return slots.get(node.name)!
      case 'sum': {
        const line = sheet.items.find(item => item.id === node.name)!
        return items.reduce((sum, item) => sum + Number(valueOf(sheet, line.node, { ...facts, ...item }, slots, [])), 0)
      }
      case 'add':
        return number(0) + number(1)
      case 'subtract':
        return number(0) - number(1)
      case 'less':
        return Math.max(0, number(0) - number(1))
      case 'min':
        return Math.min(number(0), number(1))
      case 'max':
        return Math.max(number(0), number(1))
      case 'times':
        return number(0) * number(1)
      case 'round':
        return ratioOf(number(0), ONE)
      case 'divide':
        return ratioOf(number(0), number(1))
      case 'scale':
        return ratioOf(number(0) * number(1), number(2))
      case 'le':
        return Number(number(0) <= number(1))
      case 'eq':
        return Number(at(0) === at(1))
      case 'same':
        return Number(at(0) === at(1) && at(0) !== '')
      case 'has':
        return Math.floor(number(0) / 2 ** node.value) % 2
      case 'and':
        return Number(node.args.every((_, index) => at(index) === 1))
      case 'or':
        return Number(node.args.some((_, index) => at(index) === 1))
      case 'not':
        return 1 - number(0)
      case 'select':
        return at(0) === 1 ? at(1) : at(2)
      default:
        throw new RangeError(node.op)
    }
  }
}

const byPlace = (a: Claim, b: Claim): number => a.settleDay - b.settleDay || a.seq - b.seq

interface PastStay {
  readonly id: string
  readonly first: Claim
  discharged: number
}

const stayIdOf = (claim: Claim): string => String(claim.facts['encounter.stayId'] ?? '')
const isInpatient = (claim: Claim): boolean => claim.facts['encounter.kind'] === 0

/** The stays of these claims: parts of one stay, one after the other, are one. */
function staysOf(earlier: readonly Claim[]): PastStay[] {
  const stays: PastStay[] = []
  for (const claim of earlier) {
    const discharged = Number(claim.facts['encounter.dischargeDate'] ?? 0)
    if (!isInpatient(claim) || discharged === 0 || Number(claim.facts['encounter.admitDate'] ?? 0) === 0) continue
    const last = stays.at(-1)
    if (stayIdOf(claim) !== '' && stayIdOf(claim) === last?.id) last.discharged = Math.max(last.discharged, discharged)
    else stays.push({ id: stayIdOf(claim) || claim.id, first: claim, discharged })
  }
  return stays
}

/** What `history.*` is by the pack format: over the earlier stays of the year, for a further part of the last those before it. */
function historyOf(earlier: readonly Claim[], claim: Claim): Facts {
  const stays = staysOf(earlier)
  const lastId = stays.at(-1)?.id ?? ''
  const named = earlier.filter(other => isInpatient(other) || stayIdOf(other) !== '').at(-1)
  const isPart = isInpatient(claim) && stayIdOf(claim) !== '' && stayIdOf(claim) === lastId
  const self = isPart ? stays.pop()!.first : claim
  const last = stays.at(-1)
  const admitted = Number(self.facts['encounter.admitDate'] ?? 0)
  return {
    'history.stays': stays.length,
    'history.staysSameTier': stays.filter(({ first }) => first.facts['institution.tier'] === self.facts['institution.tier']).length,
    'history.gapDays': last === undefined || admitted === 0 ? 36500 : Math.max(0, admitted - last.discharged),
    'history.previous.institutionId': last?.first.facts['institution.id'] ?? '',
    'history.previous.tier': last?.first.facts['institution.tier'] ?? 4,
    'history.previous.compliant': last?.first.facts['referral.compliant'] ?? false,
    'history.stayId': lastId,
    'history.heldStayId': named === undefined ? '' : stayIdOf(named) || named.id,
  }
}

/** The rows that the text has to give, in order of seq. */
function expectedRows(sheet: Sheet, lines: readonly string[], claims: readonly Claim[], fired: boolean): readonly SqlRow[] {
  const years = new Map<string, Claim[]>()
  for (const claim of claims) {
    const key = `${claim.person} ${String(claim.year)}`
    years.set(key, [...(years.get(key) ?? []), claim])
  }
  const rows: SqlRow[] = []
  for (const year of years.values()) {
    let slots = new Map(sheet.slots.map(slot => [slot.id, 0]))
    const earlier: Claim[] = []
    for (const claim of [...year].sort(byPlace)) {
      const facts = { ...claim.facts, ...historyOf(earlier, claim) }
      const memory = new Map<Node, Value>()
      const value = (node: Node): Value => valueOf(sheet, node, facts, slots, claim.items ?? [], memory)
      const indexes = (flags: readonly Node[]): number[] => flags.flatMap((flag, index) => (value(flag) === 1 ? [index] : []))
      const next = new Map(sheet.slots.map(slot => [slot.id, Number(value(slot.next))]))
      rows.push({
        id: claim.id,
        person: claim.person,
        year: claim.year,
        seq: claim.seq,
        ...Object.fromEntries(lines.map((id, index) => [`l${String(index)}`, value(sheet.lines.find(line => line.id === id)!.node)])),
        ...Object.fromEntries(sheet.slots.map((slot, index) => [`s${String(index)}`, next.get(slot.id)])),
        issues: indexes(sheet.guards.map(guard => guard.when)),
        findings: indexes(sheet.findings.map(finding => finding.when)),
        ...(fired ? { fired: indexes(sheet.rules.map(rule => rule.fires)) } : {}),
      })
      earlier.push(claim)
      slots = next
    }
  }
  return rows.sort((a, b) => Number(a['seq']) - Number(b['seq']))
}

const CODES = { kindInpatient: 0, tierUnrated: 4 }

function tableOf(sheet: Sheet, lines: readonly string[], claims: readonly Claim[], fired: boolean) {
  const columns = claimColumns(sheet, lines, fired)
  const items = itemColumns(sheet, lines, fired)
  const rows = claims.map(claim => ({
    id: claim.id,
    person: claim.person,
    year: claim.year,
    seq: claim.seq,
    settle_day: claim.settleDay,
    ...Object.fromEntries(columns.map(({ path, column }) => [column, claim.facts[path] ?? null])),
    ...(items.length === 0 || claim.items === undefined
      ? {}
      : { items: claim.items.map(item => Object.fromEntries(items.map(({ path, column }) => [column, item[path] ?? null]))) }),
  }))
  return { columns, items, rows }
}

async function expectSame(sheet: Sheet, lines: readonly string[], claims: readonly Claim[], fired = false): Promise<void> {
  const sql = toSql(sheet, { dialect: 'duckdb', table: 'claims', lines, fired, codes: CODES })
  const rows = [...(await runSql(sql, tableOf(sheet, lines, claims, fired)))].sort((a, b) => Number(a['seq']) - Number(b['seq']))
  expect(rows).toEqual(expectedRows(sheet, lines, claims, fired))
}

const lineOf = (id: string, node: Node): Line => ({ id, role: 'total', unit: 'money', node, operands: [], contributions: [] })
const slotOf = (id: string, node: Node, next: Node): Slot => ({ id, bucket: id, key: '', role: 'paid', node, next })
const sheetOf = (expressions: Expressions, parts: Partial<Sheet>): Sheet => ({
  expressions,
  codes: [],
  items: [],
  lines: [],
  guards: [],
  findings: [],
  slots: [],
  rules: [],
  derived: [],
  ...parts,
})

/** Park–Miller: the same claims in every run. */
function generator(seed: number): (below: number) => number {
  let state = seed
  return below => {
    state = (state * 48271) % 2147483647
    return state % below
  }
}

const money = (e: Expressions, name: string): Node => e.input('fact', name, 'money', 0, MAX_AMOUNT)
const ratio = (e: Expressions, name: string): Node => e.input('fact', name, 'ratio', 0, 80_000)
const flag = (e: Expressions, name: string): Node => e.input('fact', name, 'flag', 0, 1)
const of = (e: Expressions, name: string, type: NodeType, hi: number): Node => e.input('fact', name, type, 0, hi)

const claimOf = (seq: number, facts: Facts, items?: readonly Facts[]): Claim => ({
  id: `c${String(seq)}`,
  person: 'p1',
  year: 2023,
  seq,
  settleDay: seq,
  facts,
  ...(items === undefined ? {} : { items }),
})

describe('each operation', () => {
  const e = new Expressions()
  const [a, b] = [money(e, 'cost.a'), money(e, 'cost.b')]
  const [r, s, t] = [ratio(e, 'rate.r'), ratio(e, 'rate.s'), ratio(e, 'rate.t')]
  const [f, g] = [flag(e, 'is.f'), flag(e, 'is.g')]
  const [x, y] = [of(e, 'id.x', 'id', 0), of(e, 'id.y', 'id', 0)]
  const kind = of(e, 'encounter.kind', 'code:0', 9)
  const day = of(e, 'day.d', 'day', 100_000)
  const set = of(e, 'set.conditions', 'set:0', 2 ** 50)
  const count = of(e, 'int.n', 'int', 1000)
  const asMoney = (when: Node): Node => e.select(when, e.constant(1, 'money'), e.zero)
  const product = e.times(a, e.min(r, e.one))
  const nodes: readonly Node[] = [
    e.constant(7, 'money'),
    a,
    e.add(a, b),
    e.less(a, b),
    e.subtract(a, b),
    e.subtract(e.constant(5, 'money'), a),
    e.min(a, b),
    e.max(a, e.constant(5000, 'money')),
    e.round(product),
    e.round(e.less(product, e.times(b, e.min(s, e.one)))),
    e.divide(product, r),
    e.divide(product, e.max(s, e.one)),
    e.scale(r, s, t),
    e.scale(e.constant(79_999, 'ratio'), e.constant(79_998, 'ratio'), t),
    e.le(a, b),
    e.eq(a, b),
    asMoney(e.le(day, e.constant(19_000, 'day'))),
    asMoney(e.eq(kind, e.constant(3, 'code:0'))),
    asMoney(e.eq(f, g)),
    asMoney(e.same(x, y)),
    asMoney(e.not(e.same(x, y))),
    asMoney(e.has(set, 0)),
    asMoney(e.has(set, 49)),
    asMoney(e.and(f, e.not(g))),
    asMoney(e.or(f, g, e.le(a, b))),
    e.select(f, a, b),
    e.select(e.and(f, g), e.constant(-3, 'money'), e.constant(4, 'money')),
    e.select(g, e.less(a, b), e.constant(123_456_789_012, 'money')),
    e.add(count, e.constant(-3, 'int')),
    e.round(
      e.times(e.select(f, e.constant(99_000_000_000, 'money'), e.constant(5, 'money')), e.select(g, e.one, e.constant(80_000, 'ratio'))),
    ),
  ]
  const lines = nodes.map((node, index) => lineOf(`line '${String(index)}"; --`, node))
  const sheet = sheetOf(e, {
    lines,
    guards: [
      { code: 'noRule', subject: 'x', when: e.no },
      { code: 'conflict', subject: 'x', when: e.and(f, g) },
      { code: 'conflict', subject: 'y', when: e.same(x, y) },
    ],
    findings: [{ code: 'uncoveredKind', subject: 'x', when: e.yes }],
    rules: [
      { id: 'a', inForce: e.yes, holds: f, fires: f },
      { id: 'b', inForce: e.yes, holds: g, fires: e.not(g) },
    ],
  })
  const ids = lines.map(line => line.id)

  it('gives what its definition says', async () => {
    const next = generator(7)
    const amounts = [0, 1, 4999, 5000, 5001, 99_999, 1e11]
    const ratios = [0, 1, 3333, 8500, 10_000, 80_000]
    const pick = <T>(values: readonly T[]): T => values[next(values.length)]!
    const claims = Array.from({ length: 400 }, (_, seq) =>
      claimOf(seq, {
        'cost.a': pick(amounts),
        'cost.b': pick(amounts),
        'rate.r': pick(ratios),
        'rate.s': pick(ratios),
        'rate.t': pick(ratios),
        'is.f': next(2) === 1,
        'is.g': next(2) === 1,
        'id.x': pick(['', 'h1', 'h2']),
        'id.y': pick(['', 'h1', 'h2']),
        'encounter.kind': next(5),
        'day.d': pick([0, 18_999, 19_000, 19_001]),
        'set.conditions': pick([0, 1, 2, 2 ** 49, 2 ** 49 + 1]),
        'int.n': next(5),
      }),
    )
    await expectSame(sheet, ids, claims, true)
  })

  it('reads NULL as neutral', async () => {
    await expectSame(sheet, ids, [claimOf(1, {})], true)
  })

  it('lets no text of a pack into the SQL', () => {
    const sql = toSql(sheet, { dialect: 'duckdb', table: 'main.claims', lines: ids, fired: true })
    expect(sql).not.toContain('--')
    expect(sql).not.toContain('line')
    expect(sql).toContain('"main"."claims"')
    const nasty = e.input('fact', 'derived.x" FROM y; --', 'money', 0, 10)
    const bad = sheetOf(e, { lines: [lineOf('a', nasty)] })
    expect(claimColumns(bad, ['a'])).toEqual([{ path: 'derived.x" FROM y; --', column: 'derived_x__FROM_y____', type: 'BIGINT' }])
    expect(toSql(bad, { dialect: 'duckdb', table: 'claims', lines: ['a'] })).not.toContain('--')
  })

  it('names the columns it reads, and no others', () => {
    expect(claimColumns(sheet, [])).toEqual([
      { path: 'id.x', column: 'id_x', type: 'VARCHAR' },
      { path: 'id.y', column: 'id_y', type: 'VARCHAR' },
      { path: 'is.f', column: 'is_f', type: 'BOOLEAN' },
      { path: 'is.g', column: 'is_g', type: 'BOOLEAN' },
    ])
    expect(itemColumns(sheet, ids)).toEqual([])
  })

  it('refuses what has no SQL', () => {
    const text = (node: Node, table = 'claims'): string =>
      toSql(sheetOf(e, { lines: [lineOf('a', node)] }), { dialect: 'duckdb', table, lines: ['a'] })
    expect(() => text(e.input('parameter', 'x', 'money', 0, 5))).toThrow(RangeError)
    expect(() => text(e.table('money', [f], { id: 1, sizes: [2], data: new Int32Array(2) }, 0, 5))).toThrow(/tabulated/)
    expect(() => text(e.input('sum', 'nothing', 'money', 0, 5))).toThrow(RangeError)
    expect(() => text(e.input('slot', 'nothing', 'money', 0, 5))).toThrow(RangeError)
    expect(() => text(money(e, 'item.amount'))).toThrow(RangeError)
    expect(() => text(money(e, 'settle.day'))).toThrow(RangeError)
    expect(() => text(e.add(money(e, 'cost.a'), money(e, 'Cost_A')))).toThrow(RangeError)
    expect(() => text(a, 'claims; DROP TABLE claims')).toThrow(RangeError)
    expect(() => text(of(e, 'history.stays', 'int', 1e6))).toThrow(/codes/)
    expect(() => toSql(sheet, { dialect: 'duckdb', table: 'claims', lines: ['none'] })).toThrow(RangeError)
  })
})

/** The split of items with a share that depends on the claim too: class C, the rest with a rounded advance self-pay. */
function itemSheet(): Sheet {
  const e = new Expressions()
  const amount = money(e, 'item.amount')
  const share = of(e, 'item.share', 'ratio', ONE)
  const classC = e.eq(of(e, 'item.class', 'code:1', 3), e.constant(2, 'code:1'))
  const tier = of(e, 'institution.tier', 'code:2', 5)
  const low = e.le(tier, e.constant(1, 'code:2'))
  const points = e.select(low, e.constant(500, 'ratio'), e.select(flag(e, 'referral.compliant'), e.constant(100, 'ratio'), e.noRatio))
  const lowered = e.less(share, points)
  const rounded = e.round(e.times(e.less(amount, money(e, 'item.overLimit')), lowered))
  const advance = e.select(classC, e.zero, e.min(rounded, amount))
  const inPolicy = e.select(classC, e.zero, e.less(e.less(amount, money(e, 'item.overLimit')), advance))
  const items = [
    { id: 'advance', node: advance },
    { id: 'inPolicy', node: inPolicy },
    { id: 'offCatalogue', node: e.select(classC, amount, e.zero) },
    { id: 'count', node: e.constant(1, 'money') },
    { id: 'sameMaker', node: e.select(e.same(of(e, 'item.maker', 'id', 0), of(e, 'institution.id', 'id', 0)), amount, e.zero) },
  ]
  const sums = items.map(item => e.input('sum', item.id, 'money', 0, MAX_AMOUNT))
  const total = e.addAll(sums.slice(0, 3), e.zero)
  const paid = e.round(e.times(e.less(total, e.constant(10_000, 'money')), points))
  const before = e.input('slot', 'p', 'money', 0, MAX_SUM)
  const left = e.min(paid, e.less(e.constant(8000, 'money'), before))
  return sheetOf(e, {
    items,
    lines: [
      ...sums.map((node, index) => lineOf(items[index]!.id, node)),
      lineOf('total', total),
      lineOf('paid', paid),
      lineOf('left', left),
    ],
    slots: [slotOf('p', before, e.min(e.add(before, left), e.constant(MAX_SUM, 'money')))],
  })
}

describe('sums over items', () => {
  const sheet = itemSheet()
  const ids = sheet.lines.map(line => line.id)
  const next = generator(11)
  const items = (count: number): readonly Facts[] =>
    Array.from({ length: count }, () => ({
      'item.amount': next(100_000),
      'item.overLimit': next(3) === 0 ? next(1000) : 0,
      'item.share': [0, 500, 3333, 10_000][next(4)]!,
      'item.class': next(3),
      'item.maker': ['', 'h1', 'h2'][next(3)]!,
    }))
  const claims = Array.from({ length: 200 }, (_, seq) => {
    const facts = { 'institution.tier': next(5), 'referral.compliant': next(2) === 1, 'institution.id': ['', 'h1'][next(2)]! }
    return seq % 10 === 0 ? claimOf(seq, facts) : claimOf(seq, facts, items(seq % 7))
  })

  it('add what the line is for each item', async () => {
    await expectSame(sheet, ids, claims)
  })

  it('are 0 without items, and need no field that is not read', async () => {
    await expectSame(sheet, ids, [claimOf(1, {}), claimOf(2, {}, []), claimOf(3, {}, [{}])])
    expect(itemColumns({ ...sheet, slots: [] }, ['offCatalogue']).map(({ column, type }) => [column, type])).toEqual([
      ['amount', 'BIGINT'],
      ['class', 'BIGINT'],
    ])
  })

  it('do not read the state', () => {
    const e = new Expressions()
    const slot = e.input('slot', 'a', 'money', 0, MAX_AMOUNT)
    const wrong = sheetOf(e, {
      items: [{ id: 'x', node: e.min(slot, money(e, 'item.amount')) }],
      slots: [slotOf('a', slot, slot)],
      lines: [lineOf('x', e.input('sum', 'x', 'money', 0, MAX_AMOUNT))],
    })
    expect(() => toSql(wrong, { dialect: 'duckdb', table: 'claims', lines: ['x'] })).toThrow(/state/)
  })
})

/** A year with a deductible a year, a cap, and a slot that only counts. */
function yearSheet(): Sheet {
  const e = new Expressions()
  const slot = (name: string): Node => e.input('slot', name, 'money', 0, MAX_SUM)
  const [thresholdPaid, paid, visits, idle] = [slot('t'), slot('p'), slot('v'), slot('i')]
  const base = e.less(money(e, 'cost.total'), money(e, 'cost.off'))
  const stays = of(e, 'history.stays', 'int', 1e6)
  const threshold = e.select(e.le(stays, e.constant(0, 'int')), e.constant(60_000, 'money'), e.constant(30_000, 'money'))
  const deductible = e.min(base, e.less(threshold, thresholdPaid))
  const payable = e.less(base, deductible)
  const raw = e.round(e.times(payable, e.select(flag(e, 'referral.compliant'), e.constant(8500, 'ratio'), e.constant(6001, 'ratio'))))
  const left = e.less(e.constant(200_000, 'money'), paid)
  const pays = e.min(raw, left)
  const capped = (node: Node): Node => e.min(node, e.constant(MAX_SUM, 'money'))
  return sheetOf(e, {
    lines: [lineOf('deductible', deductible), lineOf('paid', pays), lineOf('base', base)],
    slots: [
      slotOf('t', thresholdPaid, capped(e.add(thresholdPaid, deductible))),
      slotOf('p', paid, capped(e.add(paid, pays))),
      slotOf('v', visits, capped(e.add(visits, e.constant(1, 'money')))),
      slotOf('i', idle, idle),
      slotOf('b', slot('b'), base),
    ],
    guards: [{ code: 'noRule', subject: 'x', when: e.le(left, e.zero) }],
    findings: [{ code: 'many', subject: 'x', when: e.le(e.constant(3, 'money'), visits) }],
  })
}

function yearClaims(count: number, persons: number, seed: number): readonly Claim[] {
  const next = generator(seed)
  return Array.from({ length: count }, (_, seq) => {
    const admitted = 19_400 + next(300)
    const stay = next(2) === 0
    return {
      id: `c${String(seq)}`,
      person: `p${String(next(persons))}`,
      year: 2022 + next(2),
      seq,
      settleDay: 19_400 + next(40),
      facts: {
        'cost.total': next(200_000),
        'cost.off': next(20_000),
        'encounter.kind': stay ? 0 : 1 + next(3),
        'encounter.admitDate': stay || next(4) === 0 ? admitted : null,
        'encounter.dischargeDate': stay && next(20) > 0 ? admitted + next(10) : null,
        'institution.tier': next(5),
        'institution.id': ['', 'h1', 'h2', 'h3'][next(4)]!,
        'referral.compliant': next(2) === 1,
        'encounter.stayId': ['', 's1', 's1', 's2', null][next(5)] ?? null,
      },
    }
  })
}

describe('a person and a year', () => {
  it('folds the slots in order of settlement, each year from 0', async () => {
    await expectSame(yearSheet(), ['deductible', 'paid', 'base'], yearClaims(600, 60, 5))
  })

  it('computes lines that no slot reaches, and slots that no line reads', async () => {
    await expectSame(yearSheet(), ['base'], yearClaims(100, 10, 6))
    await expectSame(yearSheet(), [], yearClaims(100, 10, 6))
  })

  it('folds twenty thousand claims of four thousand persons', async () => {
    await expectSame(yearSheet(), ['paid'], yearClaims(20_000, 4000, 9))
  })

  it('sees the stays before each claim', async () => {
    const e = new Expressions()
    const facts = [
      of(e, 'history.stays', 'int', 1e6),
      of(e, 'history.staysSameTier', 'int', 1e6),
      of(e, 'history.gapDays', 'int', 36_500),
      of(e, 'history.previous.tier', 'code:0', 5),
      e.select(of(e, 'history.previous.compliant', 'flag', 1), e.one, e.noRatio),
      e.select(e.same(of(e, 'history.previous.institutionId', 'id', 0), of(e, 'institution.id', 'id', 0)), e.one, e.noRatio),
      ...['history.stayId', 'history.heldStayId'].map(path => e.same(of(e, path, 'id', 0), of(e, 'encounter.stayId', 'id', 0))),
    ]
    const sheet = sheetOf(e, { lines: facts.map((node, index) => lineOf(String(index), node)) })
    const ids = sheet.lines.map(line => line.id)
    expect(claimColumns(sheet, ids).map(column => column.column)).toEqual([
      'encounter_stayId',
      'institution_id',
      'encounter_kind',
      'institution_tier',
      'encounter_admitDate',
      'encounter_dischargeDate',
      'referral_compliant',
    ])
    await expectSame(sheet, ids, yearClaims(600, 60, 8))
    // Alone, each needs no more than what it reads.
    for (const id of ids) await expectSame(sheet, [id], yearClaims(300, 30, 12))
  })
})

/** Every node of a round reads two of the round before: a tree of 2^depth, a graph of 2 × depth. */
function deepSheet(depth: number, stateful: boolean): Sheet {
  const e = new Expressions()
  const slot = e.input('slot', 's', 'money', 0, 1e9)
  const base = e.input('fact', 'cost.a', 'money', 0, 1e9)
  let [a, b] = [stateful ? e.max(slot, base) : base, e.input('fact', 'cost.b', 'money', 0, 1e9)]
  for (let round = 0; round < depth; round++) {
    const small = e.constant(round + 1, 'money')
    ;[a, b] = [
      e.min(e.max(a, e.less(b, small)), e.constant(1e9, 'money')),
      e.max(e.less(a, small), e.min(b, e.constant(1e6 + round, 'money'))),
    ]
  }
  return sheetOf(e, { lines: [lineOf('a', a), lineOf('b', b)], slots: [slotOf('s', slot, stateful ? e.min(a, b) : e.zero)] })
}

describe('the size of the text and the time to plan it', () => {
  it.each([
    [60, false],
    [60, true],
    [150, true],
    [300, false],
  ])('grows with the graph, not with the tree: depth %d, of the state %s', async (depth, stateful) => {
    const sheet = deepSheet(depth, stateful)
    const claims = Array.from({ length: 50 }, (_, seq) => claimOf(seq, { 'cost.a': seq * 1000, 'cost.b': 50_000 - seq * 900 }))
    const sql = toSql(sheet, { dialect: 'duckdb', table: 'claims', lines: ['a', 'b'] })
    expect(sql.length).toBeLessThan(depth * 1500)
    const { timing } = await timeSql(sql, tableOf(sheet, ['a', 'b'], claims, false))
    expect(timing.plan).toBeLessThan(2000)
    await expectSame(sheet, ['a', 'b'], claims)
  })

  it('plans a long chain of single uses', async () => {
    const e = new Expressions()
    const kind = of(e, 'encounter.kind', 'code:0', 999)
    let chain: Node = e.zero
    for (let code = 0; code < 500; code++) chain = e.select(e.eq(kind, e.constant(code, 'code:0')), e.constant(code * 7, 'money'), chain)
    await expectSame(
      sheetOf(e, { lines: [lineOf('a', chain)] }),
      ['a'],
      [0, 1, 250, 499, 500].map(code => claimOf(code, { 'encounter.kind': code })),
    )
  })
})
