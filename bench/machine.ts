import { cpus, totalmem } from 'node:os'
import process from 'node:process'

/** The machine and the versions that a benchmark ran on, to stand beside its figures. */
export function machine() {
  const [cpu] = cpus()
  return {
    cpu: cpu?.model ?? 'unknown', cores: cpus().length, memoryGb: Math.round(totalmem() / 1e9),
    node: process.version, v8: process.versions.v8, platform: `${process.platform}-${process.arch}`,
    date: new Date().toISOString().slice(0, 10),
  }
}
