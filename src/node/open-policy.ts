import { openPack, type FullPolicy, type PolicyOptions } from '../full-policy.ts'
import { findPack } from './read-pack.ts'

/**
 * Opens a policy: by the name of a pack that comes with this package, a path to a pack folder or JSON file, or a pack object.
 * Throws a PolicyError with everything that is wrong with it.
 */
export function openPolicy(pack: string | object, options: PolicyOptions = {}): FullPolicy {
  return openPack(typeof pack === 'string' ? findPack(pack) : pack, options)
}
