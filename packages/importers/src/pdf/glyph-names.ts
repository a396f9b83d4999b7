/** Letters by the names that fonts give them (Adobe Glyph List), those of European languages and of laboratories. */

const NAMED: Readonly<Record<string, string>> = Object.fromEntries(
  (
    'space: |exclam:!|quotedbl:"|numbersign:#|dollar:$|percent:%|ampersand:&|quotesingle:\'|parenleft:(|parenright:)|' +
    'asterisk:*|plus:+|comma:,|hyphen:-|period:.|slash:/|zero:0|one:1|two:2|three:3|four:4|five:5|six:6|seven:7|' +
    'eight:8|nine:9|semicolon:;|less:<|equal:=|greater:>|question:?|at:@|bracketleft:[|backslash:\\|bracketright:]|' +
    'asciicircum:^|underscore:_|grave:`|braceleft:{|braceright:}|asciitilde:~|bullet:•|endash:–|emdash:—|quoteleft:‘|' +
    'quoteright:’|quotedblleft:“|quotedblright:”|ellipsis:…|fi:fi|fl:fl|ff:ff|ffi:ffi|ffl:ffl|degree:°|mu:µ|mu1:µ|' +
    'plusminus:±|lessequal:≤|greaterequal:≥|notequal:≠|multiply:×|divide:÷|minus:−|onesuperior:¹|twosuperior:²|' +
    'threesuperior:³|germandbls:ß|ae:æ|AE:Æ|oslash:ø|Oslash:Ø|aring:å|Aring:Å|ccedilla:ç|Ccedilla:Ç|ntilde:ñ|Ntilde:Ñ|' +
    'alpha:α|beta:β|gamma:γ|delta:δ|arrowup:↑|arrowdown:↓|nbspace: |sterling:£|Euro:€|section:§|paragraph:¶|' +
    'periodcentered:·|guillemotleft:«|guillemotright:»|exclamdown:¡|questiondown:¿|oe:œ|OE:Œ|lslash:ł|Lslash:Ł'
  )
    .split('|')
    .map((pair) => [pair.slice(0, pair.indexOf(':')), pair.slice(pair.indexOf(':') + 1)]),
)
const ACCENTS: Readonly<Record<string, string>> = {
  grave: '\u0300',
  acute: '\u0301',
  circumflex: '\u0302',
  tilde: '\u0303',
  dieresis: '\u0308',
  caron: '\u030c',
  cedilla: '\u0327',
  ogonek: '\u0328',
  breve: '\u0306',
  dotaccent: '\u0307',
  hungarumlaut: '\u030b',
}

/** Empty for names that mean nothing by themselves. */
export function letterOfGlyph(name: string): string {
  const plain = name.split('.', 1)[0] ?? ''
  if (Object.hasOwn(NAMED, plain)) return NAMED[plain] ?? ''
  if (/^[A-Za-z]$/.test(plain)) return plain
  const accented = /^([A-Za-z])([a-z]{5,12})$/.exec(plain)
  const accent = ACCENTS[accented?.[2] ?? '']
  if (accented !== null && accent !== undefined) return `${accented[1]}${accent}`.normalize('NFC')
  const code = /^(?:uni|u)([0-9A-F]{4,6})$/.exec(plain)?.[1]
  const point = code === undefined ? 0 : Number.parseInt(code, 16)
  return point > 0 && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff)
    ? String.fromCodePoint(point)
    : ''
}
