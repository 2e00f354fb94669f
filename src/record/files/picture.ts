/** What the first bytes of a picture say of it; width and height in pixels, as stored. */
export type Picture = {
  readonly media_type: 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp'
  readonly width: number
  readonly height: number
}

/** As many first bytes as a picture's size stands in, also behind a JPEG's embedded preview and profile. */
export const HEAD_BYTES = 1_000_000

/**
 * The kind and size of a picture that every browser shows, from its first bytes; null for anything else.
 *
 * PNG (W3C 2003, 11.2.2), JPEG (ITU T.81, B.2.2), GIF (89a, 18), WebP (RFC 9649). SVG is none: it can hold a script. TIFF is
 * none: browsers do not show it.
 */
export function readPicture(head: Uint8Array): Picture | null {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength)
  const picture = readPng(view) ?? readGif(view) ?? readWebp(view) ?? readJpeg(view)
  return picture && picture.width > 0 && picture.height > 0 ? picture : null
}

function startsWith(view: DataView, at: number, text: string): boolean {
  return view.byteLength >= at + text.length && [...text].every((sign, k) => view.getUint8(at + k) === sign.charCodeAt(0))
}

function readPng(view: DataView): Picture | null {
  if (!startsWith(view, 0, '\x89PNG\r\n\x1a\n') || !startsWith(view, 12, 'IHDR') || view.byteLength < 24) return null
  return { media_type: 'image/png', width: view.getUint32(16), height: view.getUint32(20) }
}

function readGif(view: DataView): Picture | null {
  if (!(startsWith(view, 0, 'GIF87a') || startsWith(view, 0, 'GIF89a')) || view.byteLength < 10) return null
  return { media_type: 'image/gif', width: view.getUint16(6, true), height: view.getUint16(8, true) }
}

function readWebp(view: DataView): Picture | null {
  if (!startsWith(view, 0, 'RIFF') || !startsWith(view, 8, 'WEBP') || view.byteLength < 30) return null
  const found = (width: number, height: number): Picture => ({ media_type: 'image/webp', width, height })
  const uint24 = (at: number) => view.getUint16(at, true) | (view.getUint8(at + 2) << 16)
  if (startsWith(view, 12, 'VP8X')) return found(uint24(24) + 1, uint24(27) + 1)
  if (startsWith(view, 12, 'VP8 ')) return found(view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff)
  if (!startsWith(view, 12, 'VP8L') || view.getUint8(20) !== 0x2f) return null
  const bits = view.getUint32(21, true)
  return found((bits & 0x3fff) + 1, ((bits >> 14) & 0x3fff) + 1)
}

function readJpeg(view: DataView): Picture | null {
  if (view.byteLength < 4 || view.getUint16(0) !== 0xffd8) return null
  for (let at = 2; at + 9 <= view.byteLength;) {
    if (view.getUint8(at) !== 0xff) return null
    const marker = view.getUint8(at + 1)
    // Fill bytes, and markers without a segment.
    if (marker === 0xff) at += 1
    else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) at += 2
    // A start of frame, but for DHT, JPG and DAC, which stand among those numbers.
    else if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      return { media_type: 'image/jpeg', width: view.getUint16(at + 7), height: view.getUint16(at + 5) }
    } else at += 2 + Math.max(2, view.getUint16(at + 2))
  }
  return null
}
