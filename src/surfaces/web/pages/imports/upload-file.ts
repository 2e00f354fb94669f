import { client, hubReturn } from '../../client.ts'

/** How far an upload is: the share sent, 0 to 1, and whether it waits for the connection to come back. */
export type Sent = { readonly share: number; readonly isWaiting: boolean }

/** The hub answers and the upload does not get through: something between them stands against it. */
const MOST_TRIES = 20

/**
 * Sends a file to the hub and answers its SHA-256. While the connection is away it waits, and goes on when the hub answers
 * again. Refuses as the hub does.
 */
export function uploadFile(hub: string, file: File, onprogress: (sent: Sent) => void): Promise<{ sha256: string; size: number }> {
  return client.upload(hub, file, file.type || 'application/octet-stream', {
    onSent: (bytes, isWaiting) => onprogress({ share: file.size > 0 ? bytes / file.size : 1, isWaiting }),
    wait: async (tries) => {
      if (tries > MOST_TRIES) return false
      await new Promise<void>((resolve) => hubReturn.when(resolve))
      return true
    },
  })
}
