import type { Line } from '../../expression/sheet.ts'
import type { Part } from '../../expression/readings/words.ts'
import type { Case } from '../case.ts'
import type { LayerView } from '../layers.ts'

/** What is said of a line. `shown`: it belongs to the readable text; others only repeat what a shown line says, or say that there is nothing. */
export interface Said {
  readonly words: Part
  readonly shown: boolean
}

/** The sentence of a role. Lines outside the layers have no layer. */
export type Sentence = (subject: Case, line: Line) => Said

/** The sentence of a role of a layer that the claim reaches. */
export type LayerSentence = (subject: Case, line: Line, view: LayerView) => Said

export const shown = (words: Part): Said => ({ words, shown: true })
export const quiet = (words: Part): Said => ({ words, shown: false })
