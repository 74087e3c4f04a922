import { elements, seeded, shuffled } from '@rekindle/playground-library'
import { computed, ref, shallowRef } from 'vue'
import questions from '@/data/quiz.json'
import type { Question, Round } from '@/quiz/types'

function symbolQuestion(random: () => number): Question {
  const known = elements.filter((e) => e.z <= 86)
  const [right, ...others] = shuffled(known, random)
  return {
    q: `Which element has the symbol ${right.symbol}?`,
    a: [right.name, ...others.slice(0, 3).map((e) => e.name)],
    why: `${right.name} has the atomic number ${right.z}.`,
  }
}

function toRound({ q, a, why }: Question, random: () => number): Round {
  const answers = shuffled(a, random)
  return { question: q, answers, right: answers.indexOf(a[0]), why }
}

export function useQuiz(length = 10) {
  const rounds = shallowRef<Round[]>([])
  const at = ref(0)
  const chosen = ref<number | null>(null)
  const score = ref(0)

  function start(seed: number) {
    const random = seeded(seed)
    const fixed = shuffled(questions as Question[], random).slice(0, Math.ceil(length * 0.6))
    const made = Array.from({ length: length - fixed.length }, () => symbolQuestion(random))
    rounds.value = shuffled([...fixed, ...made], random).map((question) => toRound(question, random))
    at.value = 0
    score.value = 0
    chosen.value = null
  }

  function answer(i: number) {
    if (chosen.value !== null) return
    chosen.value = i
    if (i === rounds.value[at.value].right) score.value++
  }

  function next() {
    at.value++
    chosen.value = null
  }

  const round = computed(() => rounds.value.at(at.value) ?? null)
  const done = computed(() => rounds.value.length > 0 && at.value >= rounds.value.length)
  return { rounds, at, chosen, score, round, done, start, answer, next }
}
