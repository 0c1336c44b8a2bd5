import { openPack, type Policy, type PolicyOptions } from '../policy.ts'
import { findPack } from './read-pack.ts'

/**
 * Opens a policy: by the name of a pack that comes with this package, a path to a pack folder or JSON file, or a pack object.
 * Throws a PolicyError with everything that is wrong with it.
 */
export function openPolicy(pack: string | object, options: PolicyOptions = {}): Policy {
  return openPack(typeof pack === 'string' ? findPack(pack) : pack, options)
}
