import { Refusal } from '#science/refusal.ts'
import type { Problem } from '#contract/client.ts'
import { client } from '../../client.ts'

/**
 * Sends a file to the hub and answers its SHA-256; `onprogress` hears the share sent, 0 to 1. Refuses as the hub
 * does.
 */
export function uploadFile(
  hub: string,
  file: File,
  onprogress: (share: number) => void,
): Promise<{ sha256: string; size: number }> {
  return new Promise((resolve, reject) => {
    // fetch cannot say how far an upload is.
    const request = new XMLHttpRequest()
    request.open('POST', client.url(`/hubs/${encodeURIComponent(hub)}/files`))
    request.setRequestHeader('content-type', file.type || 'application/octet-stream')
    request.setRequestHeader('accept-language', document.documentElement.lang)
    request.upload.onprogress = ({ loaded, total }) => onprogress(total > 0 ? loaded / total : 0)
    request.onerror = () => reject(new TypeError('the connection broke'))
    request.onload = () => {
      const answer = readJson(request.responseText)
      if (request.status < 300) resolve(answer as { sha256: string; size: number })
      else reject(refusalIn(answer as Problem | null, request.status))
    }
    request.send(file)
  })
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function refusalIn(problem: Problem | null, status: number): Refusal {
  if (problem?.text) return new Refusal(problem.code, problem.text, { ...problem.details, status })
  return new Refusal('http.unexpected', {
    en: `The hub answered the upload with ${status} without saying why.`,
    ko: `업로드에 허브가 이유 없이 ${status}(으)로 응답했습니다.`,
  }, { status })
}
