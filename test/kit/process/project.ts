import { createHash } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { linkTestPackages, stagePackages } from './stage-packages.ts'

const fixtures = fileURLToPath(new URL('../../conformance/families/fixtures/', import.meta.url))

/** What a project doesn't consist of: installed packages with the cache below them, and output. */
const NOT_SOURCES: ReadonlySet<string> = new Set(['node_modules', 'dist'])

/** A small project in a temporary folder. Its cache is at the default place, below its own `node_modules`. */
export class Project {
  /** Absolute path; the folder above it belongs to the test as well. */
  readonly root: string

  private constructor(root: string) {
    this.root = root
  }

  /** A fixture's folder `installed` becomes the start of its `node_modules`. */
  static fromFixture(name: string): Project {
    return Project.#create((project) => {
      fs.cpSync(path.join(fixtures, name), project.root, { recursive: true })
      if (fs.existsSync(project.path('installed'))) {
        fs.renameSync(project.path('installed'), project.path('node_modules'))
      }
    })
  }

  /** Files by path; those below `node_modules` stay beside the packages of the tests. */
  static fromFiles(files: Readonly<Record<string, string>>): Project {
    return Project.#create((project) => {
      for (const [file, text] of Object.entries(files)) {
        project.write(file, text)
      }
    })
  }

  static #create(fill: (project: Project) => void): Project {
    const base = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'rekindle-process-')))
    const project = new Project(path.join(base, 'work', 'app'))
    fill(project)
    linkTestPackages(project.path('node_modules'), stagePackages(path.join(base, 'install')))
    return project
  }

  /** The same project with its cache in another folder, whose path has another length. */
  copyTo(name: string): Project {
    const copy = new Project(path.join(this.root, '../..', name, 'app'))
    fs.cpSync(this.root, copy.root, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true })
    return copy
  }

  path(file: string): string {
    return path.join(this.root, file)
  }

  read(file: string): string {
    return fs.readFileSync(this.path(file), 'utf8')
  }

  /** Files below a folder by path: text as it is, other bytes as base64; none when there is no such folder. */
  readFolder(folder: string): Readonly<Record<string, string>> {
    if (!fs.existsSync(this.path(folder))) {
      return {}
    }
    return Object.fromEntries(
      listFiles(this.path(folder)).map((file) => {
        const bytes = fs.readFileSync(path.join(this.path(folder), file))
        const text = bytes.toString('utf8')
        return [file, Buffer.from(text).equals(bytes) ? text : `base64 ${bytes.toString('base64')}`]
      }),
    )
  }

  /** Creates or replaces a file; writing what is there already is an error of the test. */
  write(file: string, content: string): void {
    if (fs.existsSync(this.path(file)) && this.read(file) === content) {
      throw new Error(`Writing ${file} changes nothing`)
    }
    fs.mkdirSync(path.dirname(this.path(file)), { recursive: true })
    fs.writeFileSync(this.path(file), content)
  }

  /** Replaces the first occurrence of a text and returns the undoing of it. */
  edit(file: string, from: string, to: string): () => void {
    const before = this.read(file)
    const after = before.replace(from, () => to)
    if (after === before) {
      throw new Error(`The edit of ${file} changes nothing: ${from}`)
    }
    fs.writeFileSync(this.path(file), after)
    return () => this.write(file, before)
  }

  /** Deletes a file or folder and returns the undoing of it for a file. */
  remove(file: string): () => void {
    const content = fs.statSync(this.path(file)).isFile() ? this.read(file) : ''
    fs.rmSync(this.path(file), { recursive: true })
    return () => this.write(file, content)
  }

  /** Makes or replaces a link to a folder, as package managers do. */
  link(link: string, folder: string): void {
    fs.rmSync(this.path(link), { force: true })
    fs.mkdirSync(path.dirname(this.path(link)), { recursive: true })
    fs.symlinkSync(this.path(folder), this.path(link), 'junction')
  }

  /** Content of a file, or what a link leads to; null when there is neither. */
  stateOf(file: string): string | null {
    const stat = fs.lstatSync(this.path(file), { throwIfNoEntry: false })
    if (stat === undefined) {
      return null
    }
    return stat.isSymbolicLink() ? fs.readlinkSync(this.path(file)) : this.read(file)
  }

  rename(from: string, to: string): void {
    fs.renameSync(this.path(from), this.path(to))
  }

  /** Digest of all sources, by which states of the project are told apart. */
  digest(): string {
    const hash = createHash('sha256')
    for (const file of listFiles(this.root, (name) => !NOT_SOURCES.has(name))) {
      hash
        .update(`${file}\0`)
        .update(fs.readFileSync(this.path(file)))
        .update('\0')
    }
    return hash.digest('hex')
  }

  /** Deletes the project and all that stands beside it. */
  dispose(): void {
    fs.rmSync(path.join(this.root, '../..'), { recursive: true, force: true })
  }
}

/** Files below a folder as sorted relative paths with forward slashes. */
export function listFiles(
  folder: string,
  accepts: (name: string) => boolean = () => true,
): readonly string[] {
  const files: string[] = []
  const visit = (prefix: string): void => {
    for (const entry of fs.readdirSync(path.join(folder, prefix), { withFileTypes: true })) {
      if (!accepts(entry.name)) {
        continue
      }
      if (entry.isDirectory()) {
        visit(`${prefix}${entry.name}/`)
      } else {
        files.push(`${prefix}${entry.name}`)
      }
    }
  }
  visit('')
  return files.sort()
}
