import { inflateSync } from 'node:zlib'

const HEADER = 8

/** How many colours a PNG of 8 bits a channel has, counted up to `most`. */
export function coloursOf(png: Buffer, most: number): number {
  const width = png.readUInt32BE(HEADER + 8)
  const channels = png[HEADER + 17] === 6 ? 4 : 3
  const rows = unfiltered(inflateSync(Buffer.concat([...dataOf(png)])), width * channels, channels)
  const seen = new Set<number>()
  for (const row of rows)
    for (let at = 0; at < row.length && seen.size < most; at += channels) seen.add((row[at]! << 16) | (row[at + 1]! << 8) | row[at + 2]!)
  return seen.size
}

function* dataOf(png: Buffer): Iterable<Buffer> {
  for (let at = HEADER; at < png.length; ) {
    const length = png.readUInt32BE(at)
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') yield png.subarray(at + 8, at + 8 + length)
    at += length + 12
  }
}

/** The rows of pixels, each written as differences from its neighbours. */
function* unfiltered(data: Buffer, length: number, channels: number): Iterable<Uint8Array> {
  let above = new Uint8Array(length)
  for (let at = 0; at < data.length; at += length + 1) {
    const row = Uint8Array.from(data.subarray(at + 1, at + 1 + length))
    for (let i = 0; i < length; i++) {
      const left = i < channels ? 0 : row[i - channels]!
      const up = above[i]!
      const corner = i < channels ? 0 : above[i - channels]!
      row[i] = row[i]! + [0, left, up, (left + up) >> 1, nearest(left, up, corner)][data[at]!]!
    }
    yield row
    above = row
  }
}

function nearest(left: number, up: number, corner: number): number {
  const guess = left + up - corner
  const [toLeft, toUp, toCorner] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)]
  return toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner
}
