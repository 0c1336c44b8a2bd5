import type { Templates } from '../expression/readings/words.ts'
import { EN } from './phrases-en.ts'
import { ZH, type PhraseKey } from './phrases-zh.ts'

/** All that the explanation says, in Chinese and English. A lowered pack has the phrases that it can need. */
export const PHRASES: Templates = Object.fromEntries((Object.keys(ZH) as PhraseKey[]).map(key => [key, [ZH[key], EN[key]]]))
