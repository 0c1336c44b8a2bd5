import { describe, expect, it } from 'vitest'
import { formatIssue } from '../../src/base/format-issue.ts'
import { isPolicyError } from '../../src/base/issue.ts'
import { openPack } from '../../src/full-policy.ts'
import { readPackFolder } from '../../src/node/read-pack.ts'

interface Editable {
  layers: { id: string; threshold?: unknown; limits?: { bucket?: string }[] }[]
  buckets: { id: string; period: string }[]
  supplements: Record<string, unknown>[]
}

function issuesOf(edit: (pack: Editable) => void): readonly string[] {
  const pack = JSON.parse(JSON.stringify(readPackFolder(new URL('../../rules/luan', import.meta.url).pathname))) as Editable
  edit(pack)
  try {
    openPack(pack)
  } catch (error) {
    if (isPolicyError(error)) return error.issues.map(issue => formatIssue(issue, 'en'))
    throw error
  }
  return []
}

const withPart =
  (part: Record<string, unknown>) =>
  (pack: Editable): void => {
    pack.supplements = [{ ...pack.supplements[0], ...part }]
  }

describe('a supplement of a pack', () => {
  it('is sound as the document has it', () => {
    expect(issuesOf(() => undefined)).toEqual([])
  })

  it.each([
    ['names a layer', withPart({ layer: 'asistance' }), '/supplements/0/layer: There is no layer "asistance". Did you mean "assistance"?'],
    [
      'is of the year of a day',
      withPart({ yearOf: 'person.lowIncomeCategory' }),
      '/supplements/0/yearOf: "person.lowIncomeCategory" is no day of the person.',
    ],
    [
      'is of the year of a day of the person',
      withPart({ yearOf: 'encounter.admitDate' }),
      '/supplements/0/yearOf: "encounter.admitDate" is no day of the person.',
    ],
    [
      'is for claims that a flag of the pack marks',
      withPart({ claims: 'institution.isPrimary' }),
      '/supplements/0/claims: "institution.isPrimary" is no flag of the pack (derived).',
    ],
    [
      'is for claims that a flag marks, no other fact',
      withPart({ claims: 'derived.continuation' }),
      '/supplements/0/claims: "derived.continuation" is no flag of the pack (derived).',
    ],
    [
      'leaves out facts of the person',
      withPart({ without: ['cost.total'] }),
      '/supplements/0/without/0: "cost.total" is no fact of the person.',
    ],
  ])('%s', (_, edit, said) => {
    expect(issuesOf(edit)).toEqual([said])
  })

  it('has a layer whose buckets are of years and its own', () => {
    const said =
      '/supplements/0/layer: For a supplement of layer "assistance", bucket "assistanceYear" must be of period year and of no other layer.'
    expect(
      issuesOf(pack => {
        for (const bucket of pack.buckets) if (bucket.id === 'assistanceYear') bucket.period = 'month'
      }),
    ).toEqual([said])
    expect(
      issuesOf(pack => {
        for (const layer of pack.layers) if (layer.id === 'serious') layer.limits = [{ ...layer.limits?.[0], bucket: 'assistanceYear' }]
      }),
    ).toEqual([said])
  })

  it('has no keys that nobody knows, and no id twice', () => {
    expect(issuesOf(withPart({ more: 1 }))[0]).toContain('/supplements/0/more')
    expect(issuesOf(pack => pack.supplements.push(...pack.supplements))).toEqual(['/supplements/1: "beforeRecognition" is used twice.'])
  })
})
