/** By what a remark of Rolldown on the speed of plugins is known: it differs from build to build. */
export const TIMINGS: RegExp = /(?:PLUGIN|BUNDLER)_TIMINGS|#(?:bundler|plugin)timings/
