import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addressFault } from './file-address.ts'

test('a file is found by an address of the web, a bucket, a server or a share, or by a path as a person says it', () => {
  for (const address of [
    'https://zenodo.org/records/1234567/files/run5.h5?download=1', 'https://doi.org/10.5281/zenodo.1234567', 'HTTPS://EXAMPLE.ORG/a', 's3://facility-2026/beam 4/run5.h5',
    'sftp://kim@store.example.org/data/run5.h5', 'smb://nas/lab/run 5.h5', '/archive/2026/run 5.h5', 'D:\\data\\run5.h5', 'c:/data/run5.h5', '\\\\nas\\lab\\run5.h5',
    'tape 0123, file 7', '3층 서버실 테이프 12번', '../run5.h5',
  ]) assert.equal(addressFault(address), null, address)
})

test('no address runs a program, reads the disk of its reader, or is of a kind that nobody can follow', () => {
  for (const address of [
    'javascript:alert(1)', 'JavaScript:alert(1)', 'data:text/html,<script>1</script>', 'vbscript:x', 'file:///etc/passwd', 'http://example.org/a', 'ftp://example.org/a',
    'blob:https://example.org/1', 'about:blank', 'nas1:/data/run5.h5',
  ]) assert.match(addressFault(address)?.en ?? '', /is no address that people can follow from here; write https:, s3:, sftp: or smb:/, address)
})

test('an address that names no place, stands on two lines or shows a password is refused in both languages', () => {
  for (const [address, says] of [
    ['https://', /names no place/], ['s3:run5.h5', /names no place/], ['smb:///x', /names no place/], ['https://a b/', /names no place/],
    ['', /is empty/], [' /archive/run5.h5', /blanks around it/], ['/archive\n/run5.h5', /line breaks/], ['java\tscript:alert(1)', /line breaks/],
    ['https://kim:secret@example.org/a', /password/], ['sftp://kim:secret@store/a', /password/],
  ] as const) {
    const fault = addressFault(address)
    assert.match(fault?.en ?? '', says, address)
    assert.match(fault?.ko ?? '', /[가-힣]/, address)
  }
})
