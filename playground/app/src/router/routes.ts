import type { RouteDefinition } from './types'

export const routes: RouteDefinition[] = [
  { name: 'home', path: '/', title: 'Welcome', load: () => import('../routes/HomeRoute.vue') },
  { name: 'table', path: '/table', title: 'Periodic table', load: () => import('../routes/TableRoute.vue') },
  {
    name: 'element',
    path: '/element/:z',
    title: 'Element',
    load: () => import('../routes/ElementRoute.vue'),
  },
  {
    name: 'calculators',
    path: '/calculators',
    title: 'Calculators',
    load: () => import('../routes/CalculatorsRoute.vue'),
  },
  {
    name: 'calculator',
    path: '/calculators/:id',
    title: 'Calculator',
    load: () => import('../routes/CalculatorRoute.vue'),
  },
  { name: 'trends', path: '/trends', title: 'Trends', load: () => import('../routes/TrendsRoute.vue') },
  { name: 'compare', path: '/compare', title: 'Compare', load: () => import('../routes/CompareRoute.vue') },
  {
    name: 'solubility',
    path: '/solubility',
    title: 'Solubility',
    load: () => import('../routes/SolubilityRoute.vue'),
  },
  { name: 'quiz', path: '/quiz', title: 'Quiz', load: () => import('../routes/QuizRoute.vue') },
  { name: 'lab', path: '/lab', title: 'Lab bench', load: () => import('../routes/LabRoute.vue') },
  { name: 'history', path: '/history', title: 'History', load: () => import('../routes/HistoryRoute.vue') },
  {
    name: 'glossary',
    path: '/glossary',
    title: 'Glossary',
    load: () => import('../routes/GlossaryRoute.vue'),
  },
  { name: 'about', path: '/about', title: 'About', load: () => import('../routes/AboutRoute.vue') },
]

export const notFound: RouteDefinition = {
  name: 'not-found',
  path: '/404',
  title: 'Not found',
  load: () => import('../routes/NotFoundRoute.vue'),
}
