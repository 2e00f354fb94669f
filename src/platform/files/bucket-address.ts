import { Refusal } from '#science/refusal.ts'
import type { BucketAddress } from './bucket.ts'

/**
 * The bucket that SOJAE_FILES names, with endpoint, region and keys from the variables that Amazon's own tools read; null
 * where files lie in the data folder. Throws `files.address_wrong`, `files.keys_missing`.
 */
export function bucketIn(environment: NodeJS.ProcessEnv): BucketAddress | null {
  const given = environment['SOJAE_FILES']
  if (!given) return null
  const [, bucket, prefix = ''] = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/([\w./-]*))?$/.exec(given) ?? []
  const endpoint = (environment['AWS_ENDPOINT_URL_S3'] ?? environment['AWS_ENDPOINT_URL'])?.replace(/\/+$/, '')
  const isAddress = endpoint === undefined || /^https?:$/.test(URL.parse(endpoint)?.protocol ?? '')
  if (bucket === undefined || !isAddress) throw wrongAddress(given, endpoint)
  const region = environment['AWS_REGION'] ?? environment['AWS_DEFAULT_REGION'] ?? 'us-east-1'
  const keyId = environment['AWS_ACCESS_KEY_ID']
  const secret = environment['AWS_SECRET_ACCESS_KEY']
  if (!keyId || !secret) throw keysMissing(given)
  const folder = prefix.replace(/^\/+|\/+$/g, '')
  return {
    name: given, region, keyId, secret, sessionToken: environment['AWS_SESSION_TOKEN'],
    // Servers of a laboratory rarely have a name for every bucket; Amazon wants one.
    url: endpoint === undefined ? `https://${bucket}.s3.${region}.amazonaws.com` : `${endpoint}/${bucket}`,
    prefix: folder === '' ? '' : `${folder}/`,
  }
}

function wrongAddress(given: string, endpoint: string | undefined): Refusal {
  const shown = endpoint === undefined ? '' : `, AWS_ENDPOINT_URL=${endpoint}`
  return new Refusal('files.address_wrong', {
    en: `SOJAE_FILES=${given}${shown} is no place for files; write s3://bucket/prefix, and an endpoint as an http address.`,
    ko: `SOJAE_FILES=${given}${shown}은(는) 파일 저장 위치가 아닙니다. s3://bucket/prefix 형식으로, 엔드포인트는 http 주소로 쓰십시오.`,
  }, { files: given })
}

function keysMissing(given: string): Refusal {
  return new Refusal('files.keys_missing', {
    en: `SOJAE_FILES is ${given}; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY to keys that may list, read and write there.`,
    ko: `SOJAE_FILES가 ${given}입니다. 그곳의 목록·읽기·쓰기 권한이 있는 키를 AWS_ACCESS_KEY_ID와 AWS_SECRET_ACCESS_KEY에 지정하십시오.`,
  }, { files: given })
}
