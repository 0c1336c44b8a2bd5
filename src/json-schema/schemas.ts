import { budgetReportSchema } from './budget-report.ts'
import { budgetYearSchema } from './budget-year.ts'
import { caseSchema } from './case.ts'
import { claimSchema } from './claim.ts'
import type { Schema } from './forms.ts'
import { packSchemas } from './packs.ts'
import { settlementSchema, stateSchema } from './results.ts'
import { summarySchema } from './summary.ts'
import { receiptSchema, yearSchema } from './years.ts'

export type { Schema } from './forms.ts'

/** Every JSON Schema of the package, by the name of its file. */
export const jsonSchemas = (): ReadonlyMap<string, Schema> =>
  new Map([
    ['claim', claimSchema()],
    ['case', caseSchema()],
    ...packSchemas(),
    ['settlement', settlementSchema()],
    ['state', stateSchema()],
    ['summary', summarySchema()],
    ['year', yearSchema()],
    ['receipt', receiptSchema()],
    ['budgetYear', budgetYearSchema()],
    ['budgetReport', budgetReportSchema()],
  ])
