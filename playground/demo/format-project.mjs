import { basename } from 'node:path'
import { formatTable } from '../../bench/report/format-table.mjs'

/**
 * @param {import('./prepare-projects.mjs').Project} project
 * @param {import('./show-project.mjs').Step[]} steps
 */
export function formatProject({ name: projectName, bundler, edit }, steps) {
  const labels = {
    before: 'without the plugin',
    first: 'with it, cache empty (cold)',
    second: 'again, nothing changed (warm)',
    'edited-without': `${basename(edit.file)} edited, without the plugin`,
    edited: `${basename(edit.file)} edited`,
    undone: 'edit undone',
  }
  const rows = steps.map(({ name, build, differences }) => [
    labels[name],
    build.wall.toFixed(2),
    build.cpu.toFixed(2),
    build.hooks ? String(build.hooks.run) : '-',
    build.hooks ? String(build.hooks.restored) : '-',
    build.hooks ? String(build.hooks.bypassed) : '-',
    String(build.output.size),
    describeEquality(name, differences),
  ])
  const headings = [
    '',
    'wall s',
    'CPU s',
    'hooks run',
    'restored',
    'never cached',
    'files',
    'same as without the plugin',
  ]
  const differing = steps.flatMap(({ name, differences }) =>
    differences.map((path) => `  differs (${labels[name]}): ${path}`),
  )
  return [`The ${projectName}, built by ${bundler}`, '', formatTable(headings, rows), ...differing].join('\n')
}

/**
 * @param {import('./show-project.mjs').Step['name']} name
 * @param {string[]} differences
 */
function describeEquality(name, differences) {
  if (name === 'before' || name === 'edited-without') return '-'
  return differences.length === 0 ? 'yes, every file' : `NO, ${differences.length} differ`
}
