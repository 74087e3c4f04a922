/**
 * The declarations in `<script setup>` behind each state.
 *
 * @type {Record<import('../../markup/blocks.mjs').State, (plan: import('../../plan-modules.mjs').ModulePlan, code: ReturnType<typeof import('../../code/component-code.mjs').componentCode>) => string>}
 */
export const vueState = {
  items: ({ entity }, { samples }) => `const items = ref<${entity.name}[]>(${samples})`,

  query: (_plan, { searchField }) => `const query = ref('')
const visible = computed(() => items.value.filter((item) => item.${searchField}.includes(query.value)))

function setQuery(text: string) {
  query.value = text
}`,

  selection: () => `const selectedId = ref<string>()
const selected = computed(() => items.value.find((item) => item.id === selectedId.value))

function select(id: string) {
  selectedId.value = selectedId.value === id ? undefined : id
}`,

  open: ({ random }) => `const isOpen = ref(${random.chance(0.5)})

function toggle() {
  isOpen.value = !isOpen.value
}`,

  draft: ({ entity, random }, { draft, searchField }) => `const draft = reactive<${entity.name}>(${draft})
const problems = ref<string[]>([])

function setField(name: keyof ${entity.name}, value: string) {
  Object.assign(draft, { [name]: value })
}

watch(() => draft.${searchField}, (value) => {
  problems.value = value.length > ${random.integer(20, 90)} ? ['${searchField}'] : []
})

function submit() {
  if (problems.value.length === 0) items.value.push({ ...draft, id: String(items.value.length) })
}`,

  tab: () => `const tab = ref('details')

function setTab(name: string) {
  tab.value = name
}`,
}
