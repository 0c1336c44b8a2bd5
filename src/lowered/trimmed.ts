/** A row without the entries at its end that are undefined or the usual ones. */
export function trimmed<Row extends readonly unknown[]>(row: readonly unknown[], usual: readonly unknown[]): Row {
  let length = row.length
  const isUsual = (i: number): boolean =>
    row[i] === undefined || (usual[i] !== undefined && JSON.stringify(row[i]) === JSON.stringify(usual[i]))
  while (length > 0 && isUsual(length - 1)) length--
  return row.slice(0, length) as unknown as Row
}
