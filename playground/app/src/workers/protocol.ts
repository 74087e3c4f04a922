export interface BalanceRequest {
  text: string
}

export type BalanceAnswer =
  | { kind: 'done'; source: string; text: string; sum: number }
  | { kind: 'failed'; source: string; reason: 'impossible' | 'ambiguous' }
  | { kind: 'error'; source: string; message: string }
