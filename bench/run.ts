// Runs one benchmark by name: `npm run bench -- learning/steels`. Without a name it lists them.
import { globSync } from 'node:fs'
import { join } from 'node:path'

const folder = import.meta.dirname
const name = process.argv[2]
const names = globSync('*/**/*.ts', { cwd: folder }).map((file) => file.replace(/\.ts$/, '')).sort()
if (name === undefined || !names.includes(name)) {
  process.stdout.write(`Benchmarks:\n${names.map((one) => `  npm run bench -- ${one}\n`).join('')}`)
  process.exit(name === undefined ? 0 : 2)
}
process.argv.splice(2, 1)
await import(join(folder, `${name}.ts`))
