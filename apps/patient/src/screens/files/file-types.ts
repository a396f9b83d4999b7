/** Media types that the screens of files know. */
export const pdfType = 'application/pdf'

/** An image element runs no script. */
export const pictureTypes: readonly string[] = [
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/avif',
]
