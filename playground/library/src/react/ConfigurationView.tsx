import { shortNotation } from '../electrons/notation'
import { label } from '../electrons/subshells'

export interface ConfigurationViewProps {
  z: number
}

/** Electron configuration with the noble gas core in brackets. */
export function ConfigurationView({ z }: ConfigurationViewProps) {
  const { core, rest } = shortNotation(z)
  return (
    <span className="configuration">
      {core && <span className="configuration-core">[{core}] </span>}
      {rest.map((filled) => (
        <span key={label(filled)}>
          {label(filled)}
          <sup>{filled.electrons}</sup>{' '}
        </span>
      ))}
    </span>
  )
}
