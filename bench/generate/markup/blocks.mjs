import { fieldsOfType } from '../create-entity.mjs'
import { createSentence } from '../vocabulary.mjs'
import { attribute, bound, className, each, element, expression, on, text, when } from './nodes.mjs'
import { showField } from './show-field.mjs'

/**
 * Pieces of a page about an entity. Each names the state that the component's script has to declare for it.
 *
 * @typedef {'items' | 'query' | 'selection' | 'open' | 'draft' | 'tab'} State
 * @typedef {{ state: State[], render: (plan: import('../plan-modules.mjs').ModulePlan) => import('./nodes.mjs').Element }} Block
 *
 * @type {Record<string, Block>}
 */
export const blocks = {
  header: {
    state: ['open'],
    render: ({ random }) =>
      element(
        'header',
        [className('header', { name: 'is-open', code: 'isOpen' })],
        element('p', [className('lead')], text(createSentence(random, 12))),
        element(
          'button',
          [
            className('toggle'),
            attribute('type', 'button'),
            bound('aria-expanded', 'isOpen'),
            on('click', 'toggle'),
          ],
          when('isOpen', [text(createSentence(random, 2))], [text(createSentence(random, 2))]),
        ),
      ),
  },

  list: {
    state: ['items', 'query', 'selection'],
    render: ({ entity, random }) =>
      element(
        'section',
        [className('list')],
        element('input', [
          className('search'),
          attribute('type', 'search'),
          attribute('placeholder', createSentence(random, 3)),
          bound('value', 'query'),
          on('input', 'setQuery'),
        ]),
        element(
          'ul',
          [className('rows')],
          each(
            'visible',
            'item',
            'item.id',
            element(
              'li',
              [
                className('row', { name: 'is-selected', code: 'selectedId === item.id' }),
                on('click', 'select', 'item.id'),
              ],
              ...random.sample(entity.fields, random.integer(2, 4)).map((field) => showField(field, 'item')),
            ),
          ),
        ),
        when('visible.length === 0', [element('p', [className('empty')], text(createSentence(random, 6)))]),
      ),
  },

  form: {
    state: ['draft'],
    render: ({ entity, random }) =>
      element(
        'form',
        [className('form'), on('submit', 'submit')],
        ...random
          .sample(fieldsOfType(entity, 'string'), 3)
          .map(({ name }) =>
            element(
              'label',
              [className('field')],
              element('span', [className('label')], text(createSentence(random, 2))),
              element('input', [
                className('control'),
                attribute('name', name),
                bound('value', `draft.${name}`),
                on('input', 'setField', `'${name}'`),
              ]),
            ),
          ),
        element(
          'ul',
          [className('problems')],
          each('problems', 'problem', 'problem', element('li', [], expression('problem'))),
        ),
        element(
          'button',
          [className('submit'), attribute('type', 'submit')],
          text(createSentence(random, 1)),
        ),
      ),
  },

  table: {
    state: ['items'],
    render: ({ entity, random }) => {
      const fields = random.sample(entity.fields, random.integer(3, 5))
      return element(
        'table',
        [className('table')],
        element(
          'thead',
          [],
          element('tr', [], ...fields.map(() => element('th', [], text(createSentence(random, 1))))),
        ),
        element(
          'tbody',
          [],
          each(
            'items',
            'row',
            'row.id',
            element(
              'tr',
              [],
              ...fields.map((field) => element('td', [className('cell')], showField(field, 'row'))),
            ),
          ),
        ),
      )
    },
  },

  tabs: {
    state: ['tab', 'items'],
    render: ({ random }) => {
      const names = random.sample(['details', 'activity', 'files', 'settings', 'people'], 3)
      return element(
        'nav',
        [className('tabs')],
        ...names.map((name) =>
          element(
            'button',
            [
              className('tab', { name: 'is-current', code: `tab === '${name}'` }),
              attribute('type', 'button'),
              on('click', 'setTab', `'${name}'`),
            ],
            text(createSentence(random, 1)),
          ),
        ),
        when(
          `tab === '${names[0]}'`,
          [element('div', [className('panel')], expression('items.length'), text(createSentence(random, 5)))],
          [element('div', [className('panel')], text(createSentence(random, 9)))],
        ),
      )
    },
  },

  details: {
    state: ['items', 'selection'],
    render: ({ entity, random }) =>
      element(
        'aside',
        [className('aside')],
        when('selected', [
          element(
            'dl',
            [className('details')],
            ...random
              .sample(entity.fields, random.integer(2, 5))
              .flatMap((field) => [
                element('dt', [className('term')], text(createSentence(random, 2))),
                element('dd', [className('value')], showField(field, 'selected')),
              ]),
          ),
        ]),
      ),
  },
}
