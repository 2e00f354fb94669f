// Kim Jiwon invites Lee Minsu in the browser, adds an instrument, and gives roles; Lee accepts on a phone, in Korean.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { becomeAdministrator, noBrowser, openBrowser, pictureFolder } from './browser.ts'
import type { Visit } from './browser.ts'
import { startHub } from './running-hub.ts'
import type { RunningHub } from './running-hub.ts'

const options = { skip: noBrowser }
let hub: RunningHub
let pictures: string
let kim: Visit, lee: Visit
before(async () => {
  if (noBrowser) return
  hub = await startHub({ examples: true })
  pictures = await pictureFolder()
  kim = await openBrowser({ width: 1280 })
  lee = await openBrowser({ width: 390, locale: 'ko-KR' })
})
after(() => hub?.stop())

const picture = ({ page }: Visit, name: string) => page.screenshot({ path: join(pictures, `people-${name}.png`), fullPage: true })

test('a link made by a lead makes its guest a member, who sees the hub at once', options, async () => {
  await becomeAdministrator(kim.page, hub)
  await kim.page.getByLabel('Account', { exact: true }).click()
  await kim.page.getByRole('link', { name: 'People' }).click()
  await kim.page.getByRole('heading', { name: 'Invite a person' }).waitFor()
  await kim.page.getByLabel('E-mail').fill('minsu.lee@example.org')
  await kim.page.getByRole('button', { name: 'Make the link' }).click()
  const link = await kim.page.getByLabel('Link for minsu.lee@example.org').inputValue()
  await picture(kim, 'invited')

  await lee.page.goto(link)
  await lee.page.getByText('Kim Jiwon 님이').waitFor()
  await lee.page.getByLabel('이름').fill('이민수')
  await lee.page.getByLabel('비밀번호').fill('소재는 시편에서 시작한다')
  await picture(lee, 'guest')
  await lee.page.getByRole('button', { name: '수락' }).click()
  await lee.page.waitForURL(`${hub.address}/h/main`)
  await lee.page.goto(`${hub.address}/h/main/people`)
  await lee.page.getByRole('cell', { name: /이민수/ }).waitFor()
  assert.equal(await lee.page.getByRole('heading', { name: '사람 초대' }).count(), 0)
  await picture(lee, 'member')
})

test('a role is changed in the list and its change stands in the history; a member is removed after being asked', options, async () => {
  const { page } = kim
  await page.goto(`${hub.address}/h/main/people`)
  await page.getByLabel('Role of 이민수').selectOption('curator')
  await page.getByText('History of roles').click()
  await page.getByText('이민수 became curator, by Kim Jiwon').waitFor()
  await page.getByLabel('Its name').fill('Tensile tester 2')
  await page.getByRole('button', { name: 'Add and show its token' }).click()
  await page.getByLabel('Token of Tensile tester 2').waitFor()
  await page.getByRole('button', { name: 'Remove Tensile tester 2' }).click()
  await page.getByRole('button', { name: 'Keep' }).click()
  await page.getByRole('button', { name: 'Remove Tensile tester 2' }).click()
  await picture(kim, 'roles')
  await page.getByRole('button', { name: 'Remove Tensile tester 2 from this hub' }).click()
  await page.getByText('Tensile tester 2 is no member any more').waitFor()
  await page.getByLabel('Role of Kim Jiwon').selectOption('reader')
  await page.getByText('This is the hub’s last lead').waitFor()
  assert.equal(await page.getByLabel('Role of Kim Jiwon').inputValue(), 'lead')
})

test('a token is shown once, listed by its name and ended; the password changes', options, async () => {
  const { page } = lee
  await page.goto(`${hub.address}/account`)
  await page.getByLabel('용도').fill('주피터')
  await page.getByRole('button', { name: '토큰 만들기' }).click()
  await page.getByLabel('토큰 ‘주피터’').waitFor()
  await picture(lee, 'account')
  await page.getByRole('button', { name: '끝내기: 주피터' }).click()
  await page.getByRole('button', { name: '끝내기: 주피터' }).waitFor({ state: 'detached' })
  await page.getByLabel('현재 비밀번호').fill('소재는 시편에서 시작한다')
  await page.getByLabel('새 비밀번호').fill('소재는 물성에서 드러난다')
  await page.getByRole('button', { name: '바꾸기' }).click()
  await page.getByText('바꾸었습니다').waitFor()
})

test('an administrator makes a hub, and a link by which a forgotten password is chosen anew', options, async () => {
  const { page } = kim
  await page.goto(`${hub.address}/accounts`)
  await page.getByRole('button', { name: 'Password link for 이민수' }).click()
  const link = await page.getByLabel('Link by which 이민수 chooses a new password').inputValue()
  await picture(kim, 'accounts')
  await lee.page.goto(link)
  await lee.page.getByLabel('새 비밀번호').fill('소재는 소자에서 쓰인다 12')
  await lee.page.getByRole('button', { name: '정하기' }).click()
  await lee.page.waitForURL((url) => url.pathname !== '/password')
  await page.getByLabel('Title in English').fill('Batteries')
  await page.getByLabel('Title in Korean').fill('전지')
  await page.getByLabel('Short name').fill('battery')
  await page.getByRole('button', { name: 'Make the hub' }).click()
  await page.waitForURL(`${hub.address}/h/battery`)
  await page.getByRole('heading', { name: 'Batteries' }).waitFor()
})
