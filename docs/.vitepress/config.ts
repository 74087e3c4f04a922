import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitepress'

const docs = fileURLToPath(new URL('..', import.meta.url))

/** The pages of a folder with their own titles. */
function pagesOf(folder: string): { text: string; link: string }[] {
  return readdirSync(`${docs}${folder}`)
    .filter((file) => file.endsWith('.md'))
    .sort()
    .map((file) => {
      const title = /^# (.+)$/m.exec(readFileSync(`${docs}${folder}/${file}`, 'utf8'))?.[1] ?? file
      return { text: title.replaceAll('`', ''), link: `/${folder}/${file.replace(/\.md$/, '')}` }
    })
}

export default defineConfig({
  title: 'Rekindle',
  description: 'A persistent cache for the plugins of Vite, Rollup, Rolldown and esbuild',
  cleanUrls: true,
  markdown: {
    // Pages tell of template syntax; none of them is a template.
    config(renderer) {
      const { code_inline: render } = renderer.renderer.rules
      renderer.renderer.rules.code_inline = (tokens, index, options, env, self) => {
        tokens[index]?.attrSet('v-pre', '')
        return render?.(tokens, index, options, env, self) ?? self.renderToken(tokens, index, options)
      }
    },
  },
  // Sources lie outside of the site: scripts/docs.mjs looks whether they are there.
  ignoreDeadLinks: [
    /^(?:\.\/)?(?:\.\.\/)+(?:packages|test|bench|README|ARCHITECTURE|CHANGELOG|CONTRIBUTING|playground|scripts)/,
  ],
  themeConfig: {
    search: { provider: 'local' },
    nav: [
      { text: 'Guide', link: '/guide' },
      { text: 'Options', link: '/options' },
      { text: 'Command line', link: '/cli' },
      { text: 'Errors', link: '/errors' },
      { text: 'Benchmarks', link: '/benchmarks' },
    ],
    sidebar: [
      {
        text: 'Use',
        items: [
          { text: 'Guide', link: '/guide' },
          { text: 'Options', link: '/options' },
          { text: 'Command line', link: '/cli' },
          { text: 'Errors', link: '/errors' },
        ],
      },
      {
        text: 'Background',
        items: [
          { text: 'Glossary', link: '/glossary' },
          { text: 'Hazards', link: '/hazards' },
          { text: 'Benchmarks', link: '/benchmarks' },
          { text: 'Formats', link: '/formats' },
        ],
      },
      { text: 'Internals', collapsed: true, items: pagesOf('internals') },
      { text: 'Decisions', collapsed: true, items: pagesOf('decisions') },
    ],
  },
})
