/**
 * Formats what the catalogues use of ICU MessageFormat: names, `number`, `plural` and `select`. In the apps it stands in
 * for use-intl's own formatter (`web-build/src/next-config.ts`), which brings a reader of all that ICU knows to every
 * first page. Tests of the apps hold each of their messages to what use-intl makes of it.
 */

export type MessageValues = Readonly<Record<string, unknown>>

/** What use-intl hands over; the rest of its options is for parts of ICU that no catalogue uses. */
export interface MessageOptions {
  readonly locale: string
  readonly formatters: {
    getNumberFormat(locale: string): Intl.NumberFormat
    getPluralRules(locale: string): Intl.PluralRules
  }
}

/** `count`: the number of the plural around it, which `#` stands for. */
type Print = (values: MessageValues, options: MessageOptions, count: number) => string

interface Reader {
  readonly text: string
  at: number
}

const known = new Map<string, Print>()

/** @throws when the message is not of that part of ICU, or a value is missing. */
export function formatMessage(
  key: string,
  message: unknown,
  values: MessageValues | undefined,
  options: MessageOptions,
): string {
  if (typeof message !== 'string') throw new Error(`${key} is not a message but a group of messages`)
  let print = known.get(message)
  if (print === undefined) {
    print = readMessage(message)
    known.set(message, print)
  }
  return print(values ?? {}, options, Number.NaN)
}

/** Read by use-intl: a message can also be had as it stands. */
formatMessage.raw = true

// biome-ignore lint/style/noDefaultExport: the name under which use-intl asks for it
export { formatMessage as default }

function readMessage(text: string): Print {
  const reader: Reader = { text, at: 0 }
  const print = readParts(reader, false)
  if (reader.at < text.length) throw new Error(`a bracket too many in “${text}”`)
  return print
}

function readParts(reader: Reader, isCounted: boolean): Print {
  const parts: Print[] = []
  for (;;) {
    const words = take(reader, isCounted ? /[^{}#]+/y : /[^{}]+/y)
    if (words !== null) parts.push(() => words[0])
    else if (isCounted && take(reader, /#/y) !== null) parts.push(printCount)
    else if (reader.text[reader.at] === '{') parts.push(readArgument(reader))
    else return (values, options, count) => parts.map((part) => part(values, options, count)).join('')
  }
}

function readArgument(reader: Reader): Print {
  const [, name = '', kind, end] = expect(reader, /\{\s*(\w+)\s*(?:,\s*(number|plural|select)\s*)?([,}])/y)
  if (kind === undefined && end === '}') return (values) => String(given(values, name))
  if (kind === 'number' && end === '}') {
    return (values, options) => numberText(Number(given(values, name)), options)
  }
  const choices = readChoices(reader, kind === 'plural')
  if (kind === 'select') {
    return (values, ...rest) => chosen(choices, String(given(values, name)))(values, ...rest)
  }
  return (values, options) => {
    const count = Number(given(values, name))
    const category = options.formatters.getPluralRules(options.locale).select(count)
    return (choices.get(`=${count}`) ?? chosen(choices, category))(values, options, count)
  }
}

function readChoices(reader: Reader, isCounted: boolean): ReadonlyMap<string, Print> {
  const choices = new Map<string, Print>()
  while (take(reader, /\s*\}/y) === null) {
    const [, word = ''] = expect(reader, /\s*(=\d+|\w+)\s*\{/y)
    choices.set(word, readParts(reader, isCounted))
    expect(reader, /\}/y)
  }
  return choices
}

function chosen(choices: ReadonlyMap<string, Print>, word: string): Print {
  const print = choices.get(word) ?? choices.get('other')
  if (print === undefined) throw new Error(`no choice for ${word}`)
  return print
}

function printCount(_: MessageValues, options: MessageOptions, count: number): string {
  return numberText(count, options)
}

function numberText(value: number, { formatters, locale }: MessageOptions): string {
  return formatters.getNumberFormat(locale).format(value)
}

function given(values: MessageValues, name: string): unknown {
  if (!(name in values)) throw new Error(`no value for ${name}`)
  return values[name]
}

/** `pattern` is sticky: it matches here or not at all. */
function take(reader: Reader, pattern: RegExp): RegExpExecArray | null {
  pattern.lastIndex = reader.at
  const found = pattern.exec(reader.text)
  if (found !== null) reader.at = pattern.lastIndex
  return found
}

function expect(reader: Reader, pattern: RegExp): RegExpExecArray {
  const found = take(reader, pattern)
  if (found === null) throw new Error(`not understood from ${reader.at} on: “${reader.text}”`)
  return found
}
