export interface Question {
  q: string
  /** The first answer is the right one. */
  a: string[]
  why: string
}

export interface Round {
  question: string
  answers: string[]
  right: number
  why: string
}

export interface AnswerProps {
  text: string
  state: 'open' | 'right' | 'wrong' | 'other'
}
