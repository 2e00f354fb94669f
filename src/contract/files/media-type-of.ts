/** By the end of a file's name, as laboratories use them; a picture's kind is read from its bytes all the same. */
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  cif: 'chemical/x-cif', csv: 'text/csv', json: 'application/json', jpeg: 'image/jpeg', jpg: 'image/jpeg', pdf: 'application/pdf',
  png: 'image/png', tif: 'image/tiff', tiff: 'image/tiff', tsv: 'text/tab-separated-values', txt: 'text/plain',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', zip: 'application/zip',
}

/** What a file of a folder is called when it is downloaded. */
export function mediaTypeOf(path: string): string {
  return MEDIA_TYPES[path.slice(path.lastIndexOf('.') + 1).toLowerCase()] ?? 'application/octet-stream'
}
