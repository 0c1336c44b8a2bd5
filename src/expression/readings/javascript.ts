import type { Outputs } from '../passes/outputs.ts'
import type { CodeForm } from './code-form.ts'
import { printCode } from './code-printer.ts'
import { factKey, slotKey } from './record.ts'
import type { Template } from './template.ts'

const FORM: CodeForm = {
  head: '  const c = claim.facts, s = claim.state\n',
  fact: path => `c.${factKey(path)}`,
  itemFact: path => `i.${factKey(path)}`,
  slot: index => `s.${slotKey(index)}`,
  absent: "''",
  items: '  const items = claim.items\n  for (let k = 0; k < items.length; k++) {\n    const i = items[k]\n',
  end: ({ lines, slots, masks, guards }) => {
    const result = [
      ...lines.map((text, i) => `l${String(i)}: ${text}`),
      ...slots.map((text, i) => `s${String(i)}: ${text}`),
      ...masks.map(({ key, text }) => `${key}: ${text}`),
    ]
    const fail = guards.length === 0 ? '' : `  if (${guards.join(' || ')}) return fail(claim)\n`
    return `${fail}  return { ${result.join(', ')} }\n`
  },
}

/** Outputs as the text of one function `settle(claim)`. */
export const javaScript = (outputs: Outputs): Template => printCode(outputs, FORM)
