import { describe, expect, test } from 'vitest'
import { undeclaredStyleReads } from './undeclared-style-reads.ts'

describe('reads that a stylesheet does not declare', () => {
  test.each([
    ['less', '@plugin "a"; b { c: d }', 'a plugin that a Less file loads'],
    ['less', '@import (reference, inline) "a.txt";', 'a file that Less includes as it is'],
    ['less', 'a { b: data-uri("c.svg") }', 'a file that a function of Less reads'],
    ['less', 'a { b: image-width("c.png") }', 'a file that a function of Less reads'],
    ['less', 'a { b: `process.title` }', 'JavaScript in a Less file'],
    ['styl', `json('a.json')`, 'a file that a function of Stylus reads'],
    ['stylus', `use("a.js")`, 'a file that a function of Stylus reads'],
    ['styl', `a = 'b'\n@import a`, 'an import whose name is computed'],
    ['styl', `@import 'a' + b`, 'an import whose name is computed'],
    ['scss', 'a { @include meta.load-css($b) }', 'an import whose name is computed'],
    ['sass', 'a\n  @include meta.load-css("#{$b}/c")', 'an import whose name is computed'],
    ['scss', 'a { @include m.load_css($b) }', 'an import whose name is computed'],
    ['scss', '@import url("#{$a}.css")', 'an import whose name is computed'],
    ['scss', '@import "a",\n  url($b + ".css");', 'an import whose name is computed'],
    ['scss', '@import url(a.b("c"));', 'an import whose name is computed'],
    [
      'scss',
      '$a: meta.get-mixin(load-css, $module: meta)',
      'a mixin or a keyword that is not named as it is',
    ],
    ['scss', String.raw`a { @include m.load\-css($b) }`, 'a mixin or a keyword that is not named as it is'],
    ['scss', String.raw`@use "l\69 b/b"`, 'an import whose name is written in escapes'],
  ])('are seen in %s: %j', (language, source, reason) => {
    expect(undeclaredStyleReads(language, source)).toBe(reason)
  })

  test.each([
    ['less', '@import (optional) "a"; b { c: url("d.svg") }'],
    ['styl', `@import 'a'\n@require "b", 'c'; // d\ne\n  color useful(f)`],
    ['scss', '@use "a"; b { @include meta.load-css("c", $with: ("d": 1)) }'],
    ['scss', '@import "a", "b"; .c-#{$d} { e: $f }'],
    ['sass', '@import a\n.c-#{$d}\n  e: $f'],
    ['scss', '@import url("https://a/b?c=#{$d}");\n@import url(e.css);'],
    ['scss', String.raw`.\@a\:b { content: "\f101" }`],
    ['css', '@plugin "a"; b { c: json(d) }'],
  ])('are not seen in %s: %j', (language, source) => {
    expect(undeclaredStyleReads(language, source)).toBeNull()
  })
})
