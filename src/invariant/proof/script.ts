import type { SmtCopy } from '../../expression/readings/smt.ts'

/** Copies and assertions as one script; what copies share is declared once. */
export function smtScript(copies: readonly SmtCopy[], assertions: readonly string[]): string {
  const declarations = new Map(copies.flatMap(copy => [...copy.declarations]))
  return [
    ...declarations.values(),
    ...copies.flatMap(copy => copy.definitions),
    ...assertions.map(assertion => `(assert ${assertion})`),
  ].join('\n')
}

/** The names of all constants of the copies, each once: what to ask a model for. */
export function constantNames(copies: readonly SmtCopy[]): readonly string[] {
  return [...new Set(copies.flatMap(copy => copy.constants.map(constant => constant.name)))]
}
