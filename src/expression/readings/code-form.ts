/** How a text is given facts and slots, and what becomes of its results. */
export interface CodeForm {
  /** What stands before everything. */
  readonly head: string
  readonly fact: (path: string) => string
  readonly itemFact: (path: string) => string
  /** The n-th slot of the outputs' `slotIds`. */
  readonly slot: (index: number) => string
  /** An id that is absent. */
  readonly absent: string
  /** The head of the loop over a claim's items. */
  readonly items: string
  readonly end: (results: CodeResults) => string
  /** Whether what an amount of 0 makes 0 is skipped. */
  readonly skips?: boolean
}

/** The results as expressions: numbers, but for the guards, which are conditions. */
export interface CodeResults {
  readonly lines: readonly string[]
  readonly slots: readonly string[]
  readonly masks: readonly { readonly key: string; readonly text: string }[]
  readonly guards: readonly string[]
}
