import type { Sheet } from '../expression/sheet.ts'
import type { Pack } from '../pack/pack.ts'
import { ZH, type PhraseKey } from './phrases-zh.ts'

/** The phrases that the explanation of a policy can need. */
export function neededPhrases(_pack: Pack, _sheet: Sheet): readonly PhraseKey[] {
  return Object.keys(ZH) as PhraseKey[]
}
