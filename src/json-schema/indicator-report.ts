import type { IndicatorReport, IndicatorResult } from '../indicator/indicators.ts'
import { modality } from '../pack/schema-indicator.ts'
import { both, DAY, DRAFT, exactly, LABEL, list, NULLABLE_DAY, NULLABLE_TEXT, orNull, SOURCES, TEXT, type Schema } from './forms.ts'
import { IDENTITY, ISSUE } from './results.ts'

const COMPARISONS = [
  'atLeast',
  'atMost',
  'rises',
  'falls',
  'doesNotRise',
  'doesNotFall',
  'noEvent',
] satisfies readonly IndicatorResult['comparison'][]
const EVENTS = [
  'checkThreshold',
  'checkTrend',
  'flagEvent',
  'measureIndicator',
  'checkFrequency',
] satisfies readonly IndicatorResult['type'][]

const RESULT = exactly<IndicatorResult>({
  id: TEXT,
  group: NULLABLE_TEXT,
  groupLabel: orNull(LABEL),
  clause: NULLABLE_TEXT,
  label: LABEL,
  modality: { enum: modality.options },
  type: { enum: EVENTS },
  status: { enum: ['met', 'notMet', 'notYetDue', 'measured', 'undetermined'] satisfies readonly IndicatorResult['status'][] },
  value: NULLABLE_TEXT,
  against: NULLABLE_TEXT,
  comparison: { enum: [...COMPARISONS, null] },
  source: orNull(SOURCES),
  parameter: NULLABLE_TEXT,
  due: NULLABLE_DAY,
  dueAfterWindow: { type: 'boolean' },
  gravity: { enum: ['none', 'note', 'warning', 'violation'] satisfies readonly IndicatorResult['gravity'][] },
  reason: { enum: ['noValue', 'emptyDenominator', 'noWholePeriod', null] satisfies readonly IndicatorResult['reason'][] },
  needs: list(TEXT),
})

/** The schema of what `indicators` reports. */
export const indicatorReportSchema = (): Schema => ({
  $schema: DRAFT,
  $id: 'urn:yibao-rules:indicatorReport:1',
  title: both('指标评判结果', 'Report on indicators'),
  description: both('各项指标在评价日是否达标。', 'What became of each indicator as of a day.'),
  ...exactly<IndicatorReport>({ version: { const: 1 }, policy: IDENTITY, asOf: DAY, results: list(RESULT), findings: list(ISSUE) }),
})
