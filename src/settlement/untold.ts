import type { Issue } from '../base/issue.ts'

/**
 * Issues of places of which none of `told` speaks: a value that cannot be read, or stands under a misspelt name, is not missing as well, nor are
 * the costs that items add up to.
 */
export function untold(issues: readonly Issue[], told: readonly Issue[]): readonly Issue[] {
  const places = told.flatMap(({ path, params }) => {
    const meant = params['suggestion']
    if (path.startsWith('/cost/items')) return ['/cost']
    return typeof meant === 'string' ? [path, path.slice(0, path.lastIndexOf('/') + 1) + meant] : [path]
  })
  return issues.filter(({ path }) => !places.some(place => path === place || path.startsWith(`${place}/`)))
}
