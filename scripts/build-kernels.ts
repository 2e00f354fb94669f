// Compiles `kernels/` to WebAssembly and writes it into `src/science/numerics/kernel-code.ts`: `npm run build:kernels`.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import process from 'node:process'
import asc from 'assemblyscript/asc'

const root = join(import.meta.dirname, '..')
export const KERNEL_CODE_FILE = join(root, 'src/science/numerics/kernel-code.ts')

/** The text of `kernel-code.ts` as the sources in `kernels/` give it. */
export async function compileKernels(): Promise<string> {
  let code: Uint8Array | undefined
  const { error, stderr } = await asc.main([
    'kernels/index.ts', '--baseDir', root, '--outFile', 'kernels.wasm', '-O3', '--noAssert', '--runtime', 'stub',
    '--enable', 'simd', '--use', 'abort=', '--initialMemory', '1',
  ], { writeFile: (_, contents) => { code = contents as Uint8Array } })
  if (error || code === undefined) throw new Error(`The kernels could not be compiled: ${error?.message}\n${stderr.toString()}`)
  const lines = Buffer.from(code).toString('base64').match(/.{1,120}/g)!
  return `// Written by \`npm run build:kernels\` from the sources in kernels/; a test compiles them again and compares.
export const KERNEL_CODE =
  '${lines.join("' +\n  '")}'
`
}

if (import.meta.url === pathToFileURL(process.argv[1]!).href) writeFileSync(KERNEL_CODE_FILE, await compileKernels())
