import { declarations } from './declarations.mjs'

/** Partials that all SCSS styles of an app share, by path below `src`. */
export const sharedPartials = {
  'styles/_tokens.scss': `@use 'sass:map';

$accent: #1d4ed8;
$danger: #9f1239;
$spacing: (
  'small': 4px,
  'medium': 12px,
  'large': 28px,
);
$breakpoints: (
  'tablet': 720px,
  'desktop': 1100px,
);

@function space($name, $factor: 1) {
  @return map.get($spacing, $name) * $factor;
}
`,
  'styles/_mixins.scss': `@use 'sass:color';
@use 'sass:map';
@use 'tokens';

@mixin from($name) {
  @media (min-width: map.get(tokens.$breakpoints, $name)) {
    @content;
  }
}

@mixin surface($color, $depth: 1) {
  background: color.mix($color, white, 12% * $depth);
  box-shadow: 0 #{$depth * 2}px #{$depth * 8}px rgba($color, 0.2);
}

@mixin focus-ring {
  &:focus-visible {
    outline: 2px solid tokens.$accent;
    outline-offset: 2px;
  }
}
`,
}

/**
 * @param {Iterable<string>} classNames
 * @param {import('../create-random.mjs').Random} random
 * @param {string} stylesFolder relative to the component
 */
export function renderScss(classNames, random, stylesFolder) {
  const rules = []
  for (const name of classNames) {
    const lines = declarations(random, random.integer(1, 3))
    lines.push(
      `padding: tokens.space('${random.pick(['small', 'medium', 'large'])}', ${random.integer(1, 4) / 2});`,
    )
    if (random.chance(0.3)) {
      lines.push(
        `@include mixins.surface(tokens.$${random.pick(['accent', 'danger'])}, ${random.integer(1, 3)});`,
      )
    }
    if (random.chance(0.3)) lines.push('@include mixins.focus-ring;')
    if (random.chance(0.3)) lines.push(`&:hover {\n    ${declarations(random, 2).join('\n    ')}\n  }`)
    if (random.chance(0.25)) {
      lines.push(
        `@include mixins.from('${random.pick(['tablet', 'desktop'])}') {\n    ${declarations(random, 2).join('\n    ')}\n  }`,
      )
    }
    if (random.chance(0.1)) {
      lines.push(
        `@for $step from 1 through ${random.integer(2, 4)} {\n    &:nth-child(#{$step}) {\n      order: $step;\n    }\n  }`,
      )
    }
    rules.push(`.${name} {\n${lines.map((line) => `  ${line}\n`).join('')}}`)
  }
  return `@use '${stylesFolder}/tokens';\n@use '${stylesFolder}/mixins';\n\n${rules.join('\n\n')}\n`
}
