/** Keys for what is sent: the same for the same words, so that what is sent again after a lost answer is not made twice. */
export function sentOnce(): (body: unknown) => string {
  let sent = { text: '', key: '' }
  return (body) => {
    const text = JSON.stringify(body)
    // `crypto.randomUUID` is there on secure addresses only.
    if (text !== sent.text) sent = { text, key: [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('') }
    return sent.key
  }
}
