/** Puts a value under one key of a result. */
export type Store = (result: Record<string, number>, value: number) => void

/** Under a name known when this file is compiled a store is half as dear as under a computed key. */
const STORES: Readonly<Record<string, Store>> = {
  l0: (result, value) => void (result['l0'] = value),
  l1: (result, value) => void (result['l1'] = value),
  l2: (result, value) => void (result['l2'] = value),
  l3: (result, value) => void (result['l3'] = value),
  l4: (result, value) => void (result['l4'] = value),
  l5: (result, value) => void (result['l5'] = value),
  l6: (result, value) => void (result['l6'] = value),
  l7: (result, value) => void (result['l7'] = value),
  l8: (result, value) => void (result['l8'] = value),
  l9: (result, value) => void (result['l9'] = value),
  l10: (result, value) => void (result['l10'] = value),
  l11: (result, value) => void (result['l11'] = value),
  l12: (result, value) => void (result['l12'] = value),
  l13: (result, value) => void (result['l13'] = value),
  l14: (result, value) => void (result['l14'] = value),
  l15: (result, value) => void (result['l15'] = value),
  s0: (result, value) => void (result['s0'] = value),
  s1: (result, value) => void (result['s1'] = value),
  s2: (result, value) => void (result['s2'] = value),
  s3: (result, value) => void (result['s3'] = value),
  s4: (result, value) => void (result['s4'] = value),
  s5: (result, value) => void (result['s5'] = value),
  s6: (result, value) => void (result['s6'] = value),
  s7: (result, value) => void (result['s7'] = value),
  s8: (result, value) => void (result['s8'] = value),
  s9: (result, value) => void (result['s9'] = value),
  s10: (result, value) => void (result['s10'] = value),
  s11: (result, value) => void (result['s11'] = value),
  s12: (result, value) => void (result['s12'] = value),
  s13: (result, value) => void (result['s13'] = value),
  s14: (result, value) => void (result['s14'] = value),
  s15: (result, value) => void (result['s15'] = value),
  s16: (result, value) => void (result['s16'] = value),
  s17: (result, value) => void (result['s17'] = value),
  s18: (result, value) => void (result['s18'] = value),
  s19: (result, value) => void (result['s19'] = value),
  s20: (result, value) => void (result['s20'] = value),
  s21: (result, value) => void (result['s21'] = value),
  s22: (result, value) => void (result['s22'] = value),
  s23: (result, value) => void (result['s23'] = value),
}

/** The store for a key of results; those beyond the list above are computed keys. */
export const storeOf = (key: string): Store => STORES[key] ?? ((result, value) => void (result[key] = value))
