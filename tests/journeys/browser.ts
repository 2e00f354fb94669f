import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { chromium } from 'playwright-core'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import type { RunningHub } from './running-hub.ts'

const CHROMIUM = process.env['SOJAE_TEST_CHROMIUM'] ?? '/usr/bin/chromium'

/** Why browser journeys are skipped on this machine; false where a browser is there. */
export const noBrowser = existsSync(CHROMIUM) ? false : `${CHROMIUM} is not here; install Debian's chromium or set SOJAE_TEST_CHROMIUM`

/** Where screenshots of a run are kept, for people to look at. */
export async function pictureFolder(): Promise<string> {
  return process.env['SOJAE_TEST_PICTURES'] ?? mkdtemp(join(tmpdir(), 'sojae-pictures-'))
}

export type Visit = {
  readonly page: Page
  readonly context: BrowserContext
  /** What the page wrote to its console as an error, and what it threw. */
  readonly complaints: readonly string[]
  close(): Promise<void>
}

/** A test that fails before it closes its browser leaves it to the end of its file, which would otherwise never come. */
const opened: Browser[] = []
after(() => Promise.all(opened.map((browser) => browser.close())))

/** Opens a real browser window of the given width whose reader prefers `locale`. */
export async function openBrowser({ locale = 'en-US', width = 1440 }: { locale?: string; width?: number } = {}): Promise<Visit> {
  const browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  })
  opened.push(browser)
  const context = await browser.newContext({ locale, viewport: { width, height: 900 } })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  page.setDefaultTimeout(30_000)
  return { page, context, complaints, close: () => browser.close() }
}

/** Makes the visitor the administrator, by the link that the terminal of a new hub shows. */
export async function becomeAdministrator(page: Page, { setupAddress, said }: Pick<RunningHub, 'setupAddress' | 'said'>): Promise<void> {
  assert.ok(setupAddress, said())
  await page.goto(setupAddress)
  await page.getByLabel('Your name').fill('Kim Jiwon')
  await page.getByLabel('E-mail').fill('jiwon.kim@example.org')
  await page.getByLabel('Password').fill('a cat sleeps on the furnace')
  await page.getByRole('button', { name: 'Create the administrator' }).click()
  await page.getByRole('heading', { name: 'Welcome, Kim Jiwon' }).waitFor()
}
