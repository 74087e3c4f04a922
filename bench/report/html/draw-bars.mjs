import { escapeHtml } from './escape-html.mjs'

const [labelWidth, chartWidth, valueWidth, barHeight, gap] = [190, 460, 110, 18, 7]

/**
 * A chart of horizontal bars from zero, each with a whisker from the lowest to the highest value.
 *
 * @param {string} title
 * @param {{ label: string, kind: string, summary: import('../summarize-values.mjs').Summary }[]} bars `kind`: a class, which sets
 * the colour; in seconds
 * @returns {string} an SVG element
 */
export function drawBars(title, bars) {
  const longest = Math.max(...bars.map(({ summary }) => summary.maximum))
  const scale = (/** @type {number} */ value) => labelWidth + (value / longest) * chartWidth
  const height = bars.length * (barHeight + gap)
  const content = bars.map(({ label, kind, summary }, index) => {
    const top = index * (barHeight + gap)
    const middle = top + barHeight / 2
    const [end, lowest, highest] = [summary.median, summary.minimum, summary.maximum].map(scale)
    return `<text class="label" x="${labelWidth - 8}" y="${middle}">${escapeHtml(label)}</text>
<rect class="${kind}" x="${labelWidth}" y="${top}" width="${round(end - labelWidth)}" height="${barHeight}"/>
<line x1="${round(lowest)}" x2="${round(highest)}" y1="${middle}" y2="${middle}"/>
<text x="${round(highest + 6)}" y="${middle}">${summary.median.toFixed(2)} s</text>`
  })
  const width = labelWidth + chartWidth + valueWidth
  return `<figure><figcaption>${escapeHtml(title)}</figcaption>
<svg viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escapeHtml(title)}">
${content.join('\n')}
</svg></figure>`
}

/** @param {number} value */
function round(value) {
  return Math.round(value * 10) / 10
}
