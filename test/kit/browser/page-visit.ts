/// <reference lib="dom" />
import { type Browser, chromium, type Page } from 'playwright-core'
import type { HotPayload } from 'vite'
import { expect, inject } from 'vitest'
import type { DevServer } from '../dev/dev-server.ts'
import { linesOfMessage } from '../dev/hot-messages.ts'

/** What can be seen of the page of a playground. */
export interface Look {
  /** Text of `#title`, and its colour. */
  readonly title: string
  readonly color: string
  /** Whether the overlay of Vite stands above it. */
  readonly hasOverlay: boolean
}

/** What one edit has led to. */
export interface Aftermath {
  /** Messages that the page has got, but for those by which plugins tell of every file. */
  readonly messages: readonly string[]
  readonly isReloaded: boolean
  /** Whether the counter of the component is where it was. */
  readonly isStateKept: boolean
  readonly look: Look
}

/** An open page of a playground, with everything that its WebSocket received. */
export interface PageVisit {
  readonly page: Page
  look(): Promise<Look>
  /** Edits files that the server watches (see `DevServer.edit`), and waits until the page looks as it is meant to. */
  edit(files: readonly string[], act: () => void, look: Partial<Look>): Promise<Aftermath>
  close(): Promise<void>
}

const BARRIER = 'test:barrier'
const UNTOLD: ReadonlySet<string> = new Set(['connected', 'ping', 'custom file-changed', `custom ${BARRIER}`])

/** Connects to the browser that the test run has started. */
export function connectToBrowser(): Promise<Browser> {
  return chromium.connect(inject('browserAddress'))
}

/** Opens the page of a server in a context of its own, and counts up once it stands. */
export async function visitPage(browser: Browser, server: DevServer): Promise<PageVisit> {
  const context = await browser.newContext()
  const page = await context.newPage()
  const frames: string[] = []
  page.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => {
      frames.push(...linesOfMessage(JSON.parse(String(payload)) as HotPayload))
    }),
  )
  const hasCome = (line: string): Promise<void> =>
    expect.poll(() => frames.includes(line), { timeout: 20_000, interval: 10 }).toBe(true) as Promise<void>
  const troubles: string[] = []
  page.on('pageerror', (error) => troubles.push(error.message))
  page.on('requestfailed', (request) => troubles.push(`${request.failure()?.errorText} ${request.url()}`))
  page.on('response', (response) => {
    if (response.status() >= 400) {
      troubles.push(`${response.status()} ${response.url()}`)
    }
  })
  const stands = async (): Promise<void> => {
    try {
      await page.locator('#count').waitFor({ timeout: 20_000 })
    } catch (error) {
      throw new Error(`the page does not stand: ${troubles.join('; ')}`, { cause: error })
    }
    await hasCome('connected')
  }
  const counter = async (): Promise<string> => (await page.locator('#count').textContent()) ?? ''
  const look = (): Promise<Look> => page.evaluate(lookOfPage)

  await page.goto(server.origin)
  await stands()
  return {
    page,
    look,
    async edit(files, act, expected) {
      frames.length = 0
      await page.evaluate(() => Object.assign(window, { isOld: true }))
      const before = (await page.locator('vite-error-overlay').count()) > 0 ? null : await countUp()
      await server.edit(files, act)
      server.vite.environments.client.hot.send(BARRIER)
      await hasCome(`custom ${BARRIER}`)
      if (frames.includes('full-reload')) {
        await page.waitForFunction(() => !('isOld' in window))
        await stands()
      }
      await expect.poll(look, { timeout: 10_000, interval: 20 }).toMatchObject(expected)
      return {
        messages: frames.filter((line, index) => !UNTOLD.has(line) && !isRepeatedReload(line, index)).sort(),
        isReloaded: await page.evaluate(() => !('isOld' in window)),
        isStateKept: before === null || (await counter()) === before,
        look: await look(),
      }
    },
    close: () => context.close(),
  }

  /** How many of them a page gets before it is gone is chance. */
  function isRepeatedReload(line: string, index: number): boolean {
    return line === 'full-reload' && frames.indexOf(line) !== index
  }

  async function countUp(): Promise<string> {
    const next = String(Number(await counter()) + 1)
    await page.locator('#count').click()
    await expect.poll(counter, { interval: 10 }).toBe(next)
    return next
  }
}

/** Runs in the page. */
function lookOfPage(): Look {
  const title = document.querySelector('#title')
  return {
    title: title?.textContent ?? '',
    color: title === null ? '' : getComputedStyle(title).color,
    hasOverlay: document.querySelector('vite-error-overlay') !== null,
  }
}
