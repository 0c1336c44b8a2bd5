/** Codes of an enum or set, each with its zh and en label. */
export type CodeLabels = Readonly<Record<string, readonly [zh: string, en: string]>>

/** Facts by path, each with its zh and en label and those of its codes. */
export type FactLabels = Readonly<Record<string, readonly [zh: string, en: string, codes?: CodeLabels]>>
