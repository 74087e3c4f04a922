import { escapeHtml } from './escape-html.mjs'

/**
 * @param {string[]} headings
 * @param {string[][]} rows the first cell of each names it
 */
export function formatHtmlTable(headings, rows) {
  const head = headings.map((heading) => `<th>${escapeHtml(heading)}</th>`).join('')
  const body = rows.map(
    ([name, ...cells]) =>
      `<tr><th>${escapeHtml(name)}</th>${cells.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('')}</tr>`,
  )
  return `<table><thead><tr>${head}</tr></thead><tbody>\n${body.join('\n')}\n</tbody></table>`
}
