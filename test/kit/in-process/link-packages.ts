import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Project } from './project.ts'

/** Lets a project import packages that the tests have installed. */
export function linkPackages(project: Project, names: Iterable<string>): void {
  for (const name of new Set(names)) {
    const target = project.path(`node_modules/${name}`)
    fs.mkdirSync(path.dirname(target), { recursive: true })
    const installed = fileURLToPath(new URL(`../../node_modules/${name}`, import.meta.url))
    fs.symlinkSync(fs.realpathSync(installed), target, 'junction')
  }
}
