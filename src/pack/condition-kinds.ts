/** The forms of a condition, in the order of its schema, each named by the key that makes it so. */
export const CONDITION_KINDS = ['all', 'any', 'not', 'fact'] as const

export type ConditionKind = (typeof CONDITION_KINDS)[number]

/** The message of a condition that is of none of its forms. */
export const CONDITION = 'condition'

const LEAF_KEYS = ['fact', 'path', 'operator', 'value'] as const

/** The forms whose keys an object has: a condition has one. */
export const conditionKinds = (value: object): readonly ConditionKind[] =>
  CONDITION_KINDS.filter(kind => (kind === 'fact' ? LEAF_KEYS.some(key => Object.hasOwn(value, key)) : Object.hasOwn(value, kind)))

/** Whether these are the known keys of a condition in one of its forms. */
export const isConditionKeys = (keys: string): boolean => ['all', 'any', 'not', LEAF_KEYS.join(' ')].includes(keys)
