import { describe, expect, test } from 'vitest'
import { styleSpecifiers } from './style-specifiers.ts'

describe('names in stylesheets', () => {
  test.each([
    ['@import "a"; @import url(b.css) layer(x) supports(display: grid);', ['a', 'b.css']],
    [`@use 'a' as b; @forward "c" show d; x { @include meta.load-css("e") }`, ['a', 'c', 'e']],
    [String.raw`@import "a\"b", "c"`, ['a"b', 'c']],
    ['@IMPORT "a.css"', ['a.css']],
    ['@import a, b/c\n@use d', ['a', 'b/c', 'd']],
    ['@import /* ; */ "a"; // @import "b"', ['a', 'b']],
    [`@import (reference, optional) "a", 'b'`, ['a', 'b']],
    ['@charset "utf-8"; a { content: "b" }', []],
    ['@use "sass:math"; @import "https://a/b.css"; @import "//a/b.css"', []],
    ['@import "@{theme}/a"; @import "#{$b}/c"; @use "@scope/d"', ['@scope/d']],
  ])('are imports in %j', (source, imports) => {
    expect(styleSpecifiers(source).imports).toEqual(imports)
  })

  test.each([
    ['@use "a"; $sizes: ("small": 1px, "large": 2px); b { content: "c" }', ['a']],
    [`@use "a" with ($b: "c", $d: ';'); @forward 'e' hide f;`, ['a', 'e']],
    [
      'x { @include meta.load-css("a", $with: ("b": "c")) } @import "d", url(#{$e}), "f"',
      ['a', 'b', 'c', 'd', 'f'],
    ],
    ['@use /* ; don\'t { */ "a"; b { content: "c" }', ['a', 'c']],
    ['@use // why; since\n "a"; $b: "c"', ['a', 'c']],
    [`@import /* don't */ "a", 'b';`, ['t */ "a",', 'a', 'b']],
    ['@import "a" // b; c\n, "d"', ['a', 'd']],
    ['x { @include m.load_css("a") } $b: "c"', ['a', 'c']],
    ['$a: meta.get-mixin(load-css, $module: meta); x { @include meta.apply($a, "b") }', ['b']],
    ['$a: "b/c"; @import url("#{$a}.css")', ['b/c']],
    [String.raw`@\75se "a"; $b: "c"`, ['a', 'c']],
    [String.raw`x { @include m.load\-css("a") }`, ['a']],
    [String.raw`@use "a"; .\@b\:c { d: "e" }`, ['a']],
    ['@use "a"; b { c: url("a") }', ['a']],
    ['@config "./a.js"; $b: "c"', ['./a.js', 'c']],
    ['// don\'t @use\n@use // it\'s\n "a"; $b: "c"', ['a', 'c']],
    ['@import "a"\n', ['a']],
  ])('of imports in SCSS are in %j', (source, imports) => {
    expect(styleSpecifiers(source, 'scss').imports).toEqual(imports)
  })

  test.each([
    ['a { b: url(a/b.png?c#d) url( "e f.png" ) }', ['a/b.png', 'e f.png']],
    [`a { b: image-set("c.png" 1x, url('d.png') 2x) }`, ['d.png', 'c.png']],
    [
      'a { b: url(data:c) url(http://d) url(#{$e}/f) url($g) url(var(--h)) url() url(__VITE_ASSET__i__) }',
      [],
    ],
    ['a { b: url(c%20d.png) url(e\\ f.png) }', ['c d.png', 'e f.png']],
    ['@import "a"; b { c: url("d.png") }', ['d.png']],
  ])('are urls in %j', (source, urls) => {
    expect(styleSpecifiers(source).urls).toEqual(urls)
  })
})
