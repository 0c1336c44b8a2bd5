/**
 * The one place where text becomes code. The text must hold nothing but paths of the catalogue, checked ids, numbers and own counters: what a
 * pack or a claim says comes in as data, by the names given here.
 */
export const compileText = (text: string, given: Readonly<Record<string, unknown>>): unknown =>
  (new Function(...Object.keys(given), text) as (...values: readonly unknown[]) => unknown)(...Object.values(given))
