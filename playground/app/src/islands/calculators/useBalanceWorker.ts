import { useEffect, useState } from 'react'
import type { BalanceAnswer, BalanceRequest } from '@/workers/protocol'

/** Sends every text to the worker and keeps the answer to the latest one. */
export function useBalanceWorker(text: string): BalanceAnswer | null {
  const [worker, setWorker] = useState<Worker | null>(null)
  const [answer, setAnswer] = useState<BalanceAnswer | null>(null)

  useEffect(() => {
    const created = new Worker(new URL('../../workers/balance.worker.ts', import.meta.url), {
      type: 'module',
    })
    created.onmessage = (event: MessageEvent<BalanceAnswer>) => setAnswer(event.data)
    setWorker(created)
    return () => created.terminate()
  }, [])

  useEffect(() => {
    worker?.postMessage({ text } satisfies BalanceRequest)
  }, [worker, text])

  return answer?.source === text ? answer : null
}
