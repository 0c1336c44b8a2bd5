import type { Condition } from '../condition/types.ts'
import type { FactSpec } from '../facts/spec.ts'
import type { Pack, Parameter, Rule } from '../pack/pack.ts'
import type { BucketJson, LayerJson, PackJson } from '../pack/schema.ts'
import type { ConditionRow, LayerRow, PackRows, ParameterRow, RuleRow } from './format.ts'
import { labelOf } from './read-text.ts'

/** What settling and explaining read of a pack. The rest of `json` is not there. */
export function readPack(rows: PackRows): Pack {
  const { json, scheme, clauses, buckets, parameters, rules, layers, derived, leaves } = rows
  const condition = (row: ConditionRow): Condition => {
    if (typeof row === 'number') {
      const [fact, operator, value] = leaves[row] as PackRows['leaves'][number]
      return { fact, operator, value }
    }
    const [mark, ...below] = row
    const parts = below.map(condition)
    return mark === '&' ? { all: parts } : mark === '|' ? { any: parts } : { not: parts[0] as Condition }
  }
  return {
    json: {
      ...json,
      clauses: clauses.map(([id, text, locator]) => ({ id, locator, text: text ? labelOf(text) : undefined })),
    } as PackJson,
    scheme: scheme && { id: scheme[0], source: scheme[1] },
    rules: rules.map(row => rule(row, condition)),
    decisions: [],
    scoring: [],
    budgets: [],
    layers: layers.map(row => layer(row, condition)),
    parameters: new Map(parameters.map(row => [row[0], parameter(row)])),
    buckets: new Map(buckets.map(([id, period]) => [id, { id, period } as BucketJson])),
    derived: new Map(
      derived.map(([path, type, label, codes]) => {
        const named = label ? labelOf(label) : { zh: path, en: path }
        return [path, { path, type, label: named, codes, default: codes?.[0] ?? false, source: 'derived' } as FactSpec]
      }),
    ),
  }
}

/** More than a pack can have. */
const MAX_SEGMENTS = 1000

type Conditions = (row: ConditionRow) => Condition

function rule([id, clause, type, params, conditions, , , , overrides = [], from, to]: RuleRow, read: Conditions): Rule {
  return {
    id,
    clause: clause || undefined,
    path: '',
    from: from || undefined,
    to: to || undefined,
    conditions: read(conditions),
    type,
    params,
    overrides,
  }
}

function layer([id, fund, base, segments, limits, when]: LayerRow, read: Conditions): LayerJson {
  return {
    id,
    fund: labelOf(fund),
    base,
    segments: Array.from({ length: Math.min(segments, MAX_SEGMENTS) }, () => ({})),
    limits: limits.map(([limit, bucket, counts, limited]) => ({
      id: limit || undefined,
      bucket: bucket || undefined,
      counts,
      when: limited === undefined ? undefined : read(limited),
    })),
    when: when === undefined ? undefined : read(when),
  } as LayerJson
}

function parameter([id, type, values, clause, label, of]: ParameterRow): Parameter {
  return {
    id,
    type: type as Parameter['type'],
    of,
    label: label ? labelOf(label) : { zh: id, en: id },
    clause: clause || undefined,
    values: values.map(([value, source, from]) => ({ value, source, from })),
    bounds: undefined,
    path: '',
  }
}
