import type { Text } from '#science/refusal.ts'

/** Longer than any address or path that a person would follow. */
export const LONGEST_ADDRESS = 2000

const SCHEMES = ['https', 's3', 'sftp', 'smb']

/**
 * Why people cannot follow this address to a file that is kept elsewhere; null where they can: `https:`, `s3:`, `sftp:` or `smb:` with a
 * host, or a path as text (`/archive/run 5.h5`, `\\server\share`, `D:\data`, `tape 0123, file 7`).
 *
 * One letter before a colon is a drive, not a scheme. An address with a password in it would show that to all readers.
 */
export function addressFault(address: string): Text | null {
  if (address.trim() !== address || address === '' || /\p{Cc}/u.test(address)) {
    return {
      en: `The address “${address.trim()}” of the file is empty, or has line breaks or blanks around it; write it on one line.`,
      ko: `파일의 주소 “${address.trim()}”이(가) 비어 있거나 줄바꿈·앞뒤 공백이 있습니다. 한 줄로 쓰십시오.`,
    }
  }
  const scheme = /^([a-z][a-z0-9+.-]+):/i.exec(address)?.[1]
  if (scheme === undefined) return null
  if (!SCHEMES.includes(scheme.toLowerCase())) {
    return {
      en: `“${scheme}:” is no address that people can follow from here; write https:, s3:, sftp: or smb:, or a path such as /archive/run 5.h5.`,
      ko: `“${scheme}:” 주소는 쓸 수 없습니다. https:, s3:, sftp:, smb: 주소나 /archive/run 5.h5 같은 경로를 쓰십시오.`,
    }
  }
  const parts = /^[^:]+:\/\/(?:([^/@]*)@)?([^/?#@\s]+)/.exec(address)
  if (!parts || (scheme.toLowerCase() === 'https' && !URL.canParse(address))) {
    return {
      en: `The address “${address}” names no place; write it whole, as https://zenodo.org/records/1234 or s3://bucket/run5.h5.`,
      ko: `주소 “${address}”에 위치가 없습니다. https://zenodo.org/records/1234나 s3://bucket/run5.h5처럼 전체를 쓰십시오.`,
    }
  }
  if (parts[1]?.includes(':')) {
    return {
      en: 'The address has a password in it, which everyone who reads the record would see; leave it out.',
      ko: '주소에 비밀번호가 들어 있어 기록을 읽는 모든 사람에게 보입니다. 빼고 쓰십시오.',
    }
  }
  return null
}
