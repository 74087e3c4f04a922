/** What a run of vitest says of the tests that failed, so that a summary can name them where only the end of the output is kept. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { root, run } from './run.mjs'

/**
 * @param {string} command a command line that starts vitest
 * @returns {{ hasPassed: boolean, failures: string[] }} one line for each test or file that failed: its place, name and
 *   what it said; empty if vitest wrote no results
 */
export function runVitest(command) {
  const folder = mkdtempSync(join(tmpdir(), 'rekindle-results-'))
  const resultsFile = join(folder, 'results.json')
  try {
    const hasPassed = run(`${command} --reporter=default --reporter=json --outputFile.json="${resultsFile}"`)
    return { hasPassed, failures: hasPassed ? [] : readFailures(resultsFile) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function readFailures(resultsFile) {
  let results
  try {
    results = JSON.parse(readFileSync(resultsFile, 'utf8'))
  } catch {
    return []
  }
  return results.testResults.flatMap((file) => {
    const failed = file.assertionResults.filter(({ status }) => status === 'failed')
    const lines = failed.map(
      ({ fullName, failureMessages }) => `${fullName}: ${withoutStack(failureMessages[0])}`,
    )
    if (lines.length === 0 && file.status === 'failed') lines.push(withoutStack(file.message))
    return lines.map((line) => `${relative(root, file.name)}: ${line}`)
  })
}

/** What was expected and what came, without the stack and colours. */
function withoutStack(message = '') {
  const [text] = stripVTControlCharacters(message).split('\n    at ', 1)
  return text.split('\n').filter(Boolean).slice(0, 6).join(' | ').slice(0, 600)
}
