/**
 * Puts transcripts of real runs of the command line into docs/cli.md, behind each `<!-- run: ... -->`. With `--check` it
 * compares them with what is there instead: times, sizes and moments may differ, all else must be the same.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { editFile } from '../playground/demo/edit-file.mjs'
import { linkPackages } from '../playground/demo/link-packages.mjs'
import { root } from './run.mjs'

const page = join(root, 'docs/cli.md')
const cli = join(root, 'packages/cli/dist/cli.mjs')
/** What `<!-- edit: ... -->` does before it builds. */
const edits = { 'src/gas/combined.ts': ['massB / massA', 'massB / Math.abs(massA)'] }

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'rekindle-transcripts-')))
try {
  const project = copyLibrary()
  const before = readFileSync(page, 'utf8')
  const after = withTranscripts(before, project)
  if (process.argv.includes('--check')) {
    check(before, after)
  } else {
    writeFileSync(page, after)
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/** Built twice: nothing has changed when the first command is run. */
function copyLibrary() {
  const source = join(root, 'playground/library')
  const target = join(folder, 'library')
  cpSync(source, target, {
    recursive: true,
    filter: (path) => !['node_modules', 'dist'].includes(basename(path)),
  })
  linkPackages(join(source, 'node_modules'), join(target, 'node_modules'))
  editFile(target, { file: 'rollup.config.mjs', from: 'rekindle({', to: 'rekindle({ graph: true,' })
  build(target)
  build(target)
  return target
}

/** @param {string} project */
function build(project) {
  const command = ['node_modules/rollup/dist/bin/rollup', '-c', '--silent']
  execFileSync(process.execPath, command, { cwd: project, env: environment(), stdio: 'inherit' })
}

/**
 * @param {string} text
 * @param {string} project
 */
function withTranscripts(text, project) {
  return text.replace(
    /(<!-- (run|edit): (.*?) -->\n)(?:\n?```console\n[\s\S]*?\n```\n)?/g,
    (_all, mark, kind, words) => {
      if (kind === 'edit') {
        const [from, to] = edits[words]
        editFile(project, { file: words, from, to })
        build(project)
        return mark
      }
      return `${mark}\n\`\`\`console\n$ npx rekindle ${words}\n${run(project, words)}\n\`\`\`\n`
    },
  )
}

/**
 * @param {string} project
 * @param {string} words
 */
function run(project, words) {
  const { stdout, stderr } = spawnSync(process.execPath, [cli, ...words.split(' ')], {
    cwd: project,
    env: environment(),
    encoding: 'utf8',
  })
  return (
    `${stdout}${stderr}`
      .trimEnd()
      // Where the packages of this machine lie says nothing.
      .replace(/\S*\/node_modules\/\.pnpm\/[^/\s]+\/node_modules\//g, '../node_modules/')
      .replaceAll(project, '~/library')
  )
}

/** That of a terminal at which nobody is: it must not matter who makes the transcripts. */
function environment() {
  const { PATH = '', HOME = '', TMPDIR, SYSTEMROOT } = process.env
  return Object.fromEntries(
    Object.entries({ PATH, HOME, TMPDIR, SYSTEMROOT, TZ: 'UTC' }).filter(([, value]) => value),
  )
}

/**
 * @param {string} before
 * @param {string} after
 */
function check(before, after) {
  const [written, made] = [before, after].map((text) => normalized(text).split('\n'))
  const line = Math.max(written.length, made.length)
  for (let index = 0; index < line; index++) {
    if (written[index] !== made[index]) {
      console.error(`docs/cli.md differs from what the command line prints, in line ${index + 1}:`)
      console.error(`  there: ${written[index]}\n  made:  ${made[index]}`)
      console.error('Run node scripts/cli-transcripts.mjs, and look at the difference.')
      process.exitCode = 1
      return
    }
  }
  console.log('The transcripts in docs/cli.md are true.')
}

/** @param {string} text */
function normalized(text) {
  return text
    .replace(/\d{1,2} \w{3} \d{4}, \d\d:\d\d:\d\d/g, '<moment>')
    .replace(/[\d.]+ m?s\b/g, '<time>')
    .replace(/[\d.,]+ (?:byte|[kMG]B)\b/g, '<size>')
    .replace(/\([\d,]+ bytes\)/g, '(<size>)')
    .replace(/[\d.]+ x\b/g, '<ratio>')
    .replace(/Node [\d.]+, \w+ \w+, \d+ processors/g, '<machine>')
    .replace(/\b[0-9a-f]{8}\b/g, '<fingerprint>')
    .replace(/\(\d+ files\)/g, '(<files>)')
    .replace(/^(Segments) +\d+/gm, '$1 <number>')
    .replace(/ {2,}/g, '  ')
}
