/**
 * A maker of objects of one shape, with all keys there from the start: an object that grows key by key turns into a dictionary, which generated
 * code reads several times slower.
 */
export function shapeOf<T>(keys: readonly string[], start: T): () => Record<string, T> {
  const template = Object.fromEntries(keys.map(key => [key, start]))
  return () => ({ ...template })
}
