import type { HotPayload } from 'vite'

/** Lines that say what a message tells a browser: `js-update /App.vue`, `full-reload`. */
export function linesOfMessage(payload: HotPayload | string): readonly string[] {
  if (typeof payload === 'string') {
    return [payload]
  }
  if (payload.type !== 'update') {
    return [payload.type === 'custom' ? `custom ${payload.event}` : payload.type]
  }
  return payload.updates.map(({ type, path, acceptedPath }) =>
    path === acceptedPath ? `${type} ${path}` : `${type} ${path} through ${acceptedPath}`,
  )
}
