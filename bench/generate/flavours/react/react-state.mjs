/**
 * The declarations in a React component's body behind each state.
 *
 * @type {Record<import('../../markup/blocks.mjs').State, (plan: import('../../plan-modules.mjs').ModulePlan, code: ReturnType<typeof import('../../code/component-code.mjs').componentCode>) => string>}
 */
export const reactState = {
  items: ({ entity }) => `const [items, setItems] = useState<${entity.name}[]>(firstItems)`,

  query: (_plan, { searchField }) => `const [query, setQuery] = useState('')
const visible = items.filter((item) => item.${searchField}.includes(query))`,

  selection: () => `const [selectedId, setSelectedId] = useState<string>()
const selected = items.find((item) => item.id === selectedId)

function select(id: string) {
  setSelectedId((current) => (current === id ? undefined : id))
}`,

  open: ({ random }) => `const [isOpen, setIsOpen] = useState(${random.chance(0.5)})
const toggle = () => setIsOpen((current) => !current)`,

  draft: (
    { entity, random },
    { draft, searchField },
  ) => `const [draft, setDraft] = useState<${entity.name}>(${draft})
const problems = draft.${searchField}.length > ${random.integer(20, 90)} ? ['${searchField}'] : []

function setField(name: keyof ${entity.name}, value: string) {
  setDraft((current) => ({ ...current, [name]: value }))
}

function submit() {
  if (problems.length === 0) setItems((current) => [...current, { ...draft, id: String(current.length) }])
}

useEffect(() => {
  document.title = draft.${searchField}
}, [draft.${searchField}])`,

  tab: () => `const [tab, setTab] = useState('details')`,
}
