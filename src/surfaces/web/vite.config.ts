import { fileURLToPath } from 'node:url'
import { paraglideVitePlugin } from '@inlang/paraglide-js'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const hub = process.env['SOJAE_ADDRESS'] ?? 'http://localhost:4600'

export default defineConfig({
  root: here('.'),
  publicDir: false,
  plugins: [
    paraglideVitePlugin({
      project: here('project.inlang'),
      outdir: here('messages/compiled'),
      strategy: ['localStorage', 'preferredLanguage', 'baseLocale'],
      localStorageKey: 'sojae.language',
      isServer: 'import.meta.env.SSR',
      outputStructure: 'message-modules',
      emitReadme: false,
      emitPrettierIgnore: false,
      emitGitIgnore: false,
    }),
    svelte(),
  ],
  // A content security policy without data: URLs holds only if nothing is inlined.
  build: {
    outDir: here('../../../dist/web'),
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // How long a plugin took says something of the machine, nothing of the pages; every other check stays on.
      checks: { bundlerTimings: false },
      output: {
        codeSplitting: {
          groups: [
            // no-eval.ts must have run before the first schema is made, so it stands behind zod in zod's own chunk.
            { name: 'zod', test: /node_modules[\\/]zod[\\/]|no-eval\.ts$/, priority: 2 },
            // One chunk for what pages share, instead of one for each message.
            { name: 'shared', minShareCount: 2, priority: 1 },
          ],
        },
      },
    },
  },
  server: { port: 4601, proxy: { '/api': hub } },
})
