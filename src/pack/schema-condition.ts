import * as z from 'zod'
import { OPERATORS, type Condition } from '../condition/types.ts'
import { CONDITION } from './condition-kinds.ts'
import { FORMS, literal, parameterRef } from './schema-values.ts'

const leaf = z.strictObject({
  fact: z.string().max(120),
  path: z
    .string()
    .max(120)
    .regex(/^(\$\.)?[A-Za-z]\w*(\.[A-Za-z]\w*)*$/, 'path')
    .optional(),
  operator: z.enum(OPERATORS),
  value: z.union([literal, z.array(literal).min(1).max(500), parameterRef, z.strictObject({ fact: z.string().max(120) })]),
})

/** The forms stand in the order of CONDITION_KINDS; the issue of a condition that is of none is told by its keys. */
export const condition: z.ZodType<Condition> = z.lazy(() =>
  z.union(
    [
      z.strictObject({ all: z.array(condition).min(1).max(500) }),
      z.strictObject({ any: z.array(condition).min(1).max(500) }),
      z.strictObject({ not: condition }),
      leaf,
    ],
    { error: CONDITION },
  ),
) as z.ZodType<Condition>

FORMS.add(condition, { id: 'condition' })
