/** Runs the tests that need a browser. Without one they fail, unless REKINDLE_SKIP_BROWSER=1 says that they need not run. */
import { findBrowser, installBrowser } from './find-browser.mjs'
import { run } from './run.mjs'

const browser = findBrowser() ?? (process.env.REKINDLE_SKIP_BROWSER === '1' ? null : installBrowser())

if (browser !== null) {
  process.env.REKINDLE_BROWSER = browser
  process.exitCode = run(`vitest run --project browser ${process.argv.slice(2).join(' ')}`) ? 0 : 1
} else if (process.env.REKINDLE_SKIP_BROWSER === '1') {
  console.warn('browser: SKIPPED, since there is no Chromium and REKINDLE_SKIP_BROWSER=1 is set')
} else {
  console.error('browser: no Chromium was found. Install one (Debian: apt-get install chromium), name it by')
  console.error('browser: REKINDLE_BROWSER=/path/to/chromium, or set REKINDLE_SKIP_BROWSER=1 to go without.')
  process.exitCode = 1
}
