/**
 * The declarations in a Svelte component's script behind each state.
 *
 * @type {Record<import('../../markup/blocks.mjs').State, (plan: import('../../plan-modules.mjs').ModulePlan, code: ReturnType<typeof import('../../code/component-code.mjs').componentCode>) => string>}
 */
export const svelteState = {
  items: ({ entity }, { samples }) => `let items = $state<${entity.name}[]>(${samples})`,

  query: (_plan, { searchField }) => `let query = $state('')
const visible = $derived(items.filter((item) => item.${searchField}.includes(query)))

function setQuery(text: string) {
  query = text
}`,

  selection: () => `let selectedId = $state<string>()
const selected = $derived(items.find((item) => item.id === selectedId))

function select(id: string) {
  selectedId = selectedId === id ? undefined : id
}`,

  open: ({ random }) => `let isOpen = $state(${random.chance(0.5)})

function toggle() {
  isOpen = !isOpen
}`,

  draft: ({ entity, random }, { draft, searchField }) => `const draft = $state<${entity.name}>(${draft})
let problems = $state<string[]>([])

function setField(name: keyof ${entity.name}, value: string) {
  Object.assign(draft, { [name]: value })
}

$effect(() => {
  problems = draft.${searchField}.length > ${random.integer(20, 90)} ? ['${searchField}'] : []
})

function submit() {
  if (problems.length === 0) items.push({ ...draft, id: String(items.length) })
}`,

  tab: () => `let tab = $state('details')

function setTab(name: string) {
  tab = name
}`,
}
