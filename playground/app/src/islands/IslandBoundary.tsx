import { Component, type ReactNode } from 'react'

interface State {
  message: string | null
}

/** Keeps a failing island from taking the page with it. */
export class IslandBoundary extends Component<{ children: ReactNode }, State> {
  state: State = { message: null }

  static getDerivedStateFromError(error: unknown): State {
    return { message: error instanceof Error ? error.message : String(error) }
  }

  render() {
    const { message } = this.state
    if (message === null) return this.props.children
    return <p role="alert">This part could not be shown: {message}</p>
  }
}
