/**
 * Writes docs/options.md: every option with its type, default and description, as the types of the plugin have them. With `--check` it
 * writes nothing and fails if the page isn't what it would write.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { root } from './run.mjs'

const folder = join(root, 'packages/unplugin-rekindle/src/options')
const page = join(root, 'docs/options.md')

const text = `# Options

<!-- Written by scripts/options-reference.mjs from the types. -->

All options may be left out. An unknown one, or a value of the wrong form, is [an error](./errors.md) before the build starts. The
[guide](./guide.md) tells when which of them is of use.

${tableOf(readInterface('options.ts', 'RekindleOptions'))}

## \`limits\`

${tableOf(readInterface('cache-limits.ts', 'CacheLimits'))}
`

if (!process.argv.includes('--check')) {
  writeFileSync(page, text)
} else if (readFileSync(page, 'utf8') !== text) {
  console.error('docs/options.md is not what the types say: run node scripts/options-reference.mjs')
  process.exitCode = 1
}

/**
 * @typedef {object} Option
 * @property {string} name
 * @property {string} type
 * @property {string} defaultValue
 * @property {string} description
 */

/**
 * @param {string} file
 * @param {string} name of an interface in it
 * @returns {Option[]}
 */
function readInterface(file, name) {
  const path = join(folder, file)
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true)
  const declaration = source.statements.find(
    (statement) => ts.isInterfaceDeclaration(statement) && statement.name.text === name,
  )
  if (declaration === undefined || !ts.isInterfaceDeclaration(declaration))
    throw new Error(`${file} has no interface ${name}`)
  return declaration.members.filter(ts.isPropertySignature).map((member) => ({
    name: member.name.getText(),
    type: member.type?.getText().replace(/ \| undefined$/, '') ?? '',
    defaultValue: oneLine(ts.getJSDocTags(member).find((tag) => tag.tagName.text === 'default')?.comment),
    description: oneLine(ts.getJSDocCommentsAndTags(member).find(ts.isJSDoc)?.comment),
  }))
}

/** @param {string | readonly ts.Node[] | undefined} comment */
function oneLine(comment) {
  return (ts.getTextOfJSDocComment(/** @type {any} */ (comment)) ?? '').replace(/\s+/g, ' ')
}

/** @param {Option[]} options */
function tableOf(options) {
  const rows = options.map(({ name, type, defaultValue, description }) => {
    const cells = [`\`${name}\``, `\`${type}\``, defaultValue, description]
    return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  })
  return ['| Option | Type | Default | What it does |', '| --- | --- | --- | --- |', ...rows].join('\n')
}
