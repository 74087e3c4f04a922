import { fingerprintOf, type OutputFile, type ResultCache } from '@rekindle/core'
import type { OutputSet } from './compare-outputs.ts'

/** As it is stored: path, size, digest. */
type Row = readonly [file: string, size: number, digest: string]

/** Which outputs the builds before have written, over processes; `output` says which of the outputs of a project. */
export class RememberedOutputs {
  readonly #results: ResultCache

  constructor(results: ResultCache) {
    this.#results = results
  }

  /** Those of the build before; empty when none is known. */
  recall(output: string): OutputSet {
    return decodeOutputs(this.#results.withStore(() => this.#results.recall(memoName(output))))
  }

  memorize(output: string, outputs: OutputSet): void {
    const text = encodeOutputs(outputs)
    this.#results.withStore(() => {
      if (this.#results.recall(memoName(output)) !== text) {
        this.#results.memorize(memoName(output), text)
      }
    })
  }
}

function memoName(output: string): string {
  return `outputs ${fingerprintOf(output)}`
}

function encodeOutputs(outputs: OutputSet): string {
  const rows = [...outputs.values()].map(({ file, size, digest }): Row => [file, size, digest])
  return JSON.stringify(rows.sort(([one], [other]) => (one < other ? -1 : Number(one > other))))
}

/** A text of another form is as good as none. */
function decodeOutputs(text: string | null): OutputSet {
  let rows: unknown
  try {
    rows = JSON.parse(text ?? '[]')
  } catch {
    return new Map()
  }
  const outputs = (Array.isArray(rows) ? rows : []).filter(isRow)
  return new Map(outputs.map(([file, size, digest]): [string, OutputFile] => [file, { file, size, digest }]))
}

function isRow(row: unknown): row is Row {
  return (
    Array.isArray(row) &&
    row.length === 3 &&
    typeof row[0] === 'string' &&
    typeof row[1] === 'number' &&
    typeof row[2] === 'string'
  )
}
