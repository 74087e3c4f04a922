import { balance, equationText } from '@rekindle/playground-library/equation'
import type { BalanceAnswer, BalanceRequest } from './protocol'

function answer(text: string): BalanceAnswer {
  try {
    const balanced = balance(text)
    if (!balanced.ok) return { kind: 'failed', source: text, reason: balanced.reason }
    const sum = [...balanced.left, ...balanced.right].reduce((a, b) => a + b, 0)
    return { kind: 'done', source: text, text: equationText(balanced), sum }
  } catch (error) {
    return { kind: 'error', source: text, message: error instanceof Error ? error.message : String(error) }
  }
}

self.onmessage = (event: MessageEvent<BalanceRequest>) => {
  self.postMessage(answer(event.data.text))
}
