import { addressFault } from '#record/files/file-address.ts'

export { addressFault }

/** Whether the address of a file that is kept elsewhere may be a link: of all that are allowed, a browser opens `https:` only. */
export function isWebAddress(address: string): boolean {
  return /^https:\/\//i.test(address) && addressFault(address) === null
}
