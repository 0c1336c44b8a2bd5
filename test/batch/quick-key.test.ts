import { describe, expect, it } from 'vitest'
import { NextPlace } from '../../src/batch/next-place.ts'
import { QuickKey } from '../../src/batch/quick-key.ts'
import { formatDay } from '../../src/base/date.ts'

/** The guess for a row that stands between others: `id day`, or undefined. */
function guessed(row: string): string | undefined {
  const [before, bytes] = ['{"id":"x","settleDate":"2001-01-01"}\n', Buffer.from(row)]
  const all = Buffer.concat([Buffer.from(before), bytes, Buffer.from('\n{"id":"y","settleDate":"2002-02-02"}')])
  const key = new QuickKey()
  const personTo = before.length + Math.max(0, bytes.indexOf('"p1"') + 4)
  if (!key.read(all, before.length, before.length + bytes.length, personTo)) return undefined
  return `${bytes.toString('utf8', QuickKey.idFrom, key.idTo)} ${formatDay(key.day)}`
}

describe('the guessed key of a row', () => {
  it('is the id that stands first and the day of settlement that follows the person', () => {
    const person = '"person":{"id":"p1"}'
    const days = '"admitDate":"2023-06-01","dischargeDate":"2023-06-09",'
    expect(guessed(`{"id":"c1",${person},"encounter":{"settleDate":"2023-06-10"}}`)).toBe('c1 2023-06-10')
    expect(guessed(`{"id":"c1",${person},"encounter":{${days}"settleDate":"2023-06-10"}}`)).toBe('c1 2023-06-10')
    expect(guessed(`{"id":"c1",${person},"encounter":{"admitDate":"2023-06-01","kind":"x","settleDate":"2023-06-10"}}`)).toBe(
      'c1 2023-06-10',
    )
    expect(guessed(`{"id":"c1",${person},"birthDate":"","xDate":"y","encounter":{"settleDate":"2023-06-10"}}`)).toBe('c1 2023-06-10')
  })

  it.each([
    // The id is elsewhere, has other characters than ASCII, an escape, no end or nothing in it.
    '{"person":{"id":"p1"},"id":"c1","encounter":{"settleDate":"2023-06-10"}}',
    '{"id":"é","person":{"id":"p1"},"encounter":{"settleDate":"2023-06-10"}}',
    '{"id":"c\\n","person":{"id":"p1"},"encounter":{"settleDate":"2023-06-10"}}',
    '{"id":"c1',
    '{"id":"","person":{"id":"p1"},"encounter":{"settleDate":"2023-06-10"}}',
    // The day is missing, none, or written otherwise; that of the next row is not this one's.
    '{"id":"c1","person":{"id":"p1"},"encounter":{"dischargeDate":"2023-06-10"}}',
    '{"id":"c1","person":{"id":"p1"},"encounter":{"settleDate":"2023-02-29"}}',
    '{"id":"c1","person":{"id":"p1"},"encounter":{"settleDate":"2023-6-10"}}',
    '{"id":"c1","person":{"id":"p1"},"encounter":{"settleDate":"2023-06-1x"}}',
    '{"id":"c1","person":{"id":"p1"},"encounter":{"settleDate": "2023-06-10"}}',
    '{"id":"c1","person":{"id":"p1"},"encounter":{"resettleDate":"2023-06-10"}}',
    '{"id":"c1","person":{"id":"p1"},"encounter":{"settleDate":"2023-06-10',
  ])('is none in %s', row => {
    expect(guessed(row)).toBeUndefined()
  })
})

describe('the next place of a text', () => {
  it('is the first within the part asked for, in other bytes too and where the parts overlap', () => {
    const place = new NextPlace('ab')
    const [one, other] = [Buffer.from('..ab..ab....'), Buffer.from('ab..........')]
    expect([place.within(one, 0, 12), place.within(one, 2, 12), place.within(one, 3, 12), place.within(one, 7, 12)]).toEqual([2, 2, 6, -1])
    expect([place.within(other, 0, 12), place.within(one, 0, 12), place.within(one, 3, 6), place.within(one, 5, 8)]).toEqual([0, 2, -1, 6])
  })
})
