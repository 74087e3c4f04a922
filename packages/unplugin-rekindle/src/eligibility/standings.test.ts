import { beforeEach, describe, expect, it, vi } from 'vitest'
import { Standings } from './standings.ts'
import type { StandingsMemo } from './standings-file.ts'
import type { AuditChoice, Trial, TriedPlugin } from './trial.ts'

/** What a cache remembers, without the cache. */
function createMemo(): StandingsMemo & { readonly texts: Map<string, string[]> } {
  const texts = new Map<string, string[]>()
  return {
    texts,
    recall: (name) => texts.get(name)?.at(-1) ?? null,
    recallAll: (name) => texts.get(name) ?? [],
    memorize: (name, text) => texts.set(name, [...(texts.get(name) ?? []), text]),
  }
}

function pluginOf(facts: Partial<TriedPlugin> = {}): TriedPlugin {
  return {
    asker: 'one 0',
    isVouchedFor: false,
    toolchain: () => 'tools',
    stateVariable: () => null,
    ...facts,
  }
}

let memo = createMemo()
beforeEach(() => {
  memo = createMemo()
})

/** One build, in a process of its own. */
function build(plugin: TriedPlugin, act: (trial: Trial) => void, choice: AuditChoice = 'sampled'): string {
  const standings = new Standings(choice, memo)
  standings.startBuild()
  const trial = standings.trialOf(plugin, () => undefined)
  const { kind } = trial.standing
  act(trial)
  standings.endBuild([])
  return kind
}

function measure(plugin: TriedPlugin = pluginOf()): string {
  return build(plugin, ({ measured }) => measured.add(100))
}

function agree(plugin: TriedPlugin = pluginOf()): string {
  return build(plugin, (trial) => {
    trial.shouldAudit('a.js')
    trial.noteAgreed()
  })
}

describe('a plugin that nobody vouches for', () => {
  it('is measured until it was dear once', () => {
    expect(build(pluginOf(), ({ measured }) => measured.add(0.2))).toBe('measured')
    expect(memo.texts.size).toBe(0)
    expect(measure()).toBe('measured')
    expect(agree()).toBe('tried')
  })

  it('is not dear when its calls are many and cheap, or few and short', () => {
    const many = ({ measured }: Trial): void => {
      for (let call = 0; call < 1000; call += 1) {
        measured.add(0.5)
      }
    }
    expect([
      build(pluginOf(), many),
      build(pluginOf(), ({ measured }) => measured.add(20)),
      measure(),
    ]).toEqual(Array(3).fill('measured'))
  })

  it('is trusted after three builds with equal audits; builds without any do not count', () => {
    measure()
    const nothing = (): string => build(pluginOf(), () => undefined)
    expect([agree(), nothing(), agree(), nothing(), agree(), nothing()]).toEqual([
      ...Array(5).fill('tried'),
      'trusted',
    ])
  })

  it('begins a new trial with other tools', () => {
    measure()
    const other = pluginOf({ toolchain: () => 'other tools' })
    expect([agree(), agree(), agree(), agree(), agree(other)]).toEqual([
      'tried',
      'tried',
      'tried',
      'trusted',
      'tried',
    ])
  })

  it('is left alone when it keeps state, and nobody looks into it before it is dear', () => {
    const stateVariable = vi.fn(() => 'count')
    const plugin = pluginOf({ stateVariable })
    measure(plugin)
    expect(stateVariable).not.toHaveBeenCalled()
    expect(agree(plugin)).toBe('left-alone')
  })
})

describe('a plugin that was caught', () => {
  it.each([true, false])(
    'is left alone at once and later, until it has other tools (vouched for: %s)',
    (isVouchedFor) => {
      const plugin = pluginOf({ isVouchedFor })
      measure(plugin)
      build(plugin, (trial) => {
        expect(trial.generation).toBe(0)
        expect(trial.noteDiffers('a.js', 'source map')).toEqual({
          plugin: 'one 0',
          tools: 'tools',
          module: 'a.js',
          difference: 'source map',
        })
        expect(trial.standing.kind).toBe('left-alone')
        expect(trial.noteDiffers('b.js', 'source map')).toBeNull()
      })
      expect(agree(plugin)).toBe('left-alone')
      expect(
        build({ ...plugin, toolchain: () => 'other' }, ({ generation }) => expect(generation).toBe(1)),
      ).toBe('tried')
      expect(agree({ ...pluginOf(), asker: 'one 1', isVouchedFor: true })).toBe('trusted')
    },
  )
})

describe('audits', () => {
  const vouched = pluginOf({ isVouchedFor: true })
  const auditsOf = (choice: AuditChoice, hits: number): number => {
    let audits = 0
    build(
      vouched,
      (trial) => {
        for (let hit = 0; hit < hits; hit += 1) {
          if (trial.shouldAudit(`${hit}.js`)) {
            audits += 1
            trial.noteAgreed()
          }
        }
      },
      choice,
    )
    return audits
  }

  it('are made of all hits, or of none', () => {
    expect([auditsOf('all', 100), auditsOf('none', 100)]).toEqual([100, 0])
  })

  it('of a plugin that is vouched for are made of eight hits at most, once a day', () => {
    const now = vi.spyOn(Date, 'now').mockReturnValue(1_000)
    build(vouched, (trial) => trial.noteStored())
    expect(auditsOf('sampled', 1000)).toBe(0)
    now.mockReturnValue(1_000 + 25 * 3_600_000)
    expect(auditsOf('none', 1000)).toBe(0)
    expect(auditsOf('sampled', 1000)).toBe(8)
    expect(auditsOf('sampled', 1000)).toBe(0)
    now.mockRestore()
  })

  it('are made of modules at which the build before has failed, if something was restored there', () => {
    const standings = new Standings('none', memo)
    standings.startBuild()
    standings.noteRestored('a.js')
    standings.endBuild(['a.js', 'b.js'])
    build(
      vouched,
      (trial) => expect([trial.shouldAudit('a.js'), trial.shouldAudit('b.js')]).toEqual([true, false]),
      'none',
    )
    build(vouched, (trial) => expect(trial.shouldAudit('a.js')).toBe(false), 'none')
  })
})

it('damaged texts count for nothing', () => {
  for (const text of [
    '',
    '{',
    '[]',
    '7',
    'null',
    '{"records":null}',
    '{"suspects":7}',
    '{"records":{"one 0":null}}',
  ]) {
    memo = createMemo()
    memo.memorize('standings', text)
    memo.memorize('quarantines', text)
    expect(measure()).toBe('measured')
  }
})
