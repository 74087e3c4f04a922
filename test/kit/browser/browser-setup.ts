import { chromium } from 'playwright-core'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** WebSocket address of the one browser that all test files share. */
    browserAddress: string
  }
}

const ARGUMENTS = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
]

/** Starts the browser before the first test, with a profile folder of its own, and stops it after the last one. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const executablePath = process.env['REKINDLE_BROWSER']
  if (executablePath === undefined) {
    throw new Error('REKINDLE_BROWSER names no Chromium: `npm run test:browser` finds or installs one')
  }
  const server = await chromium.launchServer({
    executablePath,
    headless: true,
    host: '127.0.0.1',
    args: ARGUMENTS,
  })
  project.provide('browserAddress', server.wsEndpoint())
  return () => server.close()
}
