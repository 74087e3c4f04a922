import fs from 'node:fs'
import fc from 'fast-check'
import type { Project } from '../kit/in-process/project.ts'

/** One change of a project, or none. */
export type Edit =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'data'; readonly file: number; readonly text: string; readonly keepsTime: boolean }
  | {
      readonly kind: 'module'
      readonly file: number
      readonly text: string
      readonly imports: readonly number[]
    }
  | { readonly kind: 'remove'; readonly file: number }
  | { readonly kind: 'rename'; readonly from: number; readonly to: number }
  | { readonly kind: 'touch'; readonly file: number }
  | { readonly kind: 'variable'; readonly index: number; readonly value: string | null }
  | { readonly kind: 'undo' }

const text = fc.constantFrom('a', 'b', 'ab', 'ba', 'abc', '')
const file = fc.nat(2)

export const edit: fc.Arbitrary<Edit> = fc.oneof(
  { weight: 2, arbitrary: fc.constant<Edit>({ kind: 'nothing' }) },
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('data' as const), file, text, keepsTime: fc.boolean() }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('module' as const),
      file: fc.nat(3),
      text,
      imports: fc.uniqueArray(fc.nat(3), { maxLength: 3 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('remove' as const), file }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('rename' as const), from: file, to: file }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('touch' as const), file }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('variable' as const),
      index: file,
      value: fc.constantFrom('x', 'y', null),
    }),
  },
  { weight: 3, arbitrary: fc.constant<Edit>({ kind: 'undo' }) },
)

type Snapshot = Readonly<Record<string, string>>

/** Changes a project and remembers its states, to go back to them. */
export class Editor {
  readonly #project: Project
  readonly #past: Snapshot[] = []

  constructor(project: Project) {
    this.#project = project
  }

  apply(change: Edit): void {
    const before = this.#snapshot()
    switch (change.kind) {
      case 'data':
        this.#writeData(change.file, change.text, change.keepsTime)
        break
      case 'module':
        fs.writeFileSync(
          this.#project.path(`m${change.file}.js`),
          moduleText(change.file, change.text, change.imports),
        )
        break
      case 'remove':
        fs.rmSync(this.#data(change.file), { force: true })
        break
      case 'rename':
        if (fs.existsSync(this.#data(change.from))) {
          fs.renameSync(this.#data(change.from), this.#data(change.to))
        }
        break
      case 'touch':
        if (fs.existsSync(this.#data(change.file))) {
          fs.utimesSync(this.#data(change.file), new Date(), new Date())
        }
        break
      case 'variable':
        setVariable(change.index, change.value)
        break
      case 'undo':
        this.#restore(this.#past.pop() ?? before)
        return
      case 'nothing':
        return
    }
    this.#past.push(before)
  }

  #data(index: number): string {
    return this.#project.path(`data/${index}.txt`)
  }

  #writeData(index: number, content: string, keepsTime: boolean): void {
    const target = this.#data(index)
    const stat = fs.statSync(target, { throwIfNoEntry: false })
    fs.writeFileSync(target, content)
    if (keepsTime && stat !== undefined) {
      fs.utimesSync(target, stat.atime, stat.mtime)
    }
  }

  #snapshot(): Snapshot {
    const names = [
      ...fs.readdirSync(this.#project.root).filter((name) => /^m\d\.js$/.test(name)),
      ...fs.readdirSync(this.#project.path('data')).map((name) => `data/${name}`),
    ]
    return Object.fromEntries(names.map((name) => [name, this.#project.read(name)]))
  }

  #restore(snapshot: Snapshot): void {
    for (const name of fs.readdirSync(this.#project.path('data'))) {
      if (!(`data/${name}` in snapshot)) {
        fs.rmSync(this.#project.path(`data/${name}`))
      }
    }
    for (const [name, content] of Object.entries(snapshot)) {
      fs.writeFileSync(this.#project.path(name), content)
    }
  }
}

/** A module that imports only modules with higher numbers or itself, so that the entry stays the entry. */
export function moduleText(index: number, content: string, imports: readonly number[]): string {
  const lines = imports.filter((other) => other !== index).map((other) => `import './m${other}.js'`)
  return [...lines, `export const text${index} = ${JSON.stringify(content)}`, ''].join('\n')
}

export function setVariable(index: number, value: string | null): void {
  if (value === null) {
    delete process.env[`REKINDLE_PROPERTY_${index}`]
  } else {
    process.env[`REKINDLE_PROPERTY_${index}`] = value
  }
}
