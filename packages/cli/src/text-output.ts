import picocolors from 'picocolors'

/** Colours for people at a terminal; none where output is piped, or the variable `NO_COLOR` says so. */
export const colors: ReturnType<typeof picocolors.createColors> = picocolors.createColors(
  process.stdout.isTTY === true && (process.env['NO_COLOR'] ?? '') === '' && process.env['TERM'] !== 'dumb',
)

/** Prints data for machines, or text for people. */
export function printResult(isJson: unknown, data: unknown, text: () => string): void {
  console.log(isJson === true ? JSON.stringify(data, null, 2) : text())
}

/** Rows in columns that are as wide as their widest cell; numbers stand at the right. */
export function formatRows(rows: readonly (readonly string[])[], numbers: readonly number[] = []): string {
  const widths: number[] = []
  for (const row of rows) {
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, cell.length)
    })
  }
  const formatCell = (cell: string, column: number): string => {
    const width = widths[column] ?? 0
    return numbers.includes(column) ? cell.padStart(width) : cell.padEnd(width)
  }
  return rows.map((row) => row.map(formatCell).join('  ').trimEnd()).join('\n')
}

/** Shows what long work has come to, in one line that the next one overwrites; nothing where nobody sees it. */
export function showProgress(text: string): void {
  if (process.stderr.isTTY === true) {
    process.stderr.write(`\r\u001b[2K${text}`)
  }
}
