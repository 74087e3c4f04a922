/** Builds the site of the docs, and fails where a page is out of date or a link leads nowhere. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { root, run } from './run.mjs'

const docs = join(root, 'docs')
const dead = deadLinks()
for (const link of dead) console.error(`dead link in ${link}`)

const areUpToDate = ['options-reference', 'benchmark-figures']
  .map((name) => run(`node scripts/${name}.mjs --check`))
  .every(Boolean)
const isBuilt = run('node docs/node_modules/vitepress/bin/vitepress.js build docs')
if (dead.length > 0 || !areUpToDate || !isBuilt) process.exitCode = 1

/** Links out of the site: to sources and the pages beside them. Those within it VitePress looks after. */
function deadLinks() {
  return readdirSync(docs, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md') && !/(^|[\\/])(node_modules|\.vitepress)[\\/]/.test(file))
    .flatMap((file) => {
      const page = join(docs, file)
      const links = [...readFileSync(page, 'utf8').matchAll(/\]\((\.\.?\/[^)#\s]+)/g)].map(([, link]) => link)
      return links
        .filter((link) => !existsSync(join(dirname(page), link)))
        .map((link) => `${relative(root, page)}: ${link}`)
    })
}
