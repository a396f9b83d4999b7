/** In which characters a text file is written: its mark, its own word for it, or what its bytes allow. */

const UTF_8 = 'utf-8'
const WESTERN = 'windows-1252'

/** A decoder for a file that begins with `first` and calls its characters `declared` (may be empty). */
export function decoderFor(first: Uint8Array, declared = ''): TextDecoder {
  return new TextDecoder(labelOfMark(first) ?? known(declared) ?? (isUtf8(first) ? UTF_8 : WESTERN))
}

function labelOfMark(first: Uint8Array): string | null {
  const [one, two, three] = first
  if (one === 0xef && two === 0xbb && three === 0xbf) return UTF_8
  if ((one === 0xff && two === 0xfe) || (one === 0x3c && two === 0)) return 'utf-16le'
  if ((one === 0xfe && two === 0xff) || (one === 0 && two === 0x3c)) return 'utf-16be'
  return null
}

function known(declared: string): string | null {
  try {
    // A file whose declaration could be read byte by byte is in no 16-bit characters, whatever it says.
    const label = declared === '' ? '' : new TextDecoder(declared).encoding
    return label === '' || label.startsWith('utf-16') ? null : label
  } catch {
    return null
  }
}

const TAIL = 3

function isUtf8(first: Uint8Array): boolean {
  // The last character may be cut.
  for (let cut = 0; cut <= TAIL; cut++) {
    try {
      new TextDecoder(UTF_8, { fatal: true }).decode(first.subarray(0, first.length - cut))
      return true
    } catch {
      // Shorter, perhaps.
    }
  }
  return false
}
