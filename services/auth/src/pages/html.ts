/** HTML by a tagged template: everything that is filled in is escaped, unless it is HTML of ours already. */

export interface Html {
  readonly html: string
}

type Filling = Html | string | number | null | readonly Html[]

export function html(strings: TemplateStringsArray, ...fillings: readonly Filling[]): Html {
  return { html: strings.reduce((text, part, index) => text + textOf(fillings[index - 1] ?? null) + part) }
}

/** Markup that another part of auth made; never anything that a person typed. */
export function trusted(markup: string): Html {
  return { html: markup }
}

function textOf(filling: Filling): string {
  if (filling === null) return ''
  if (typeof filling === 'number') return String(filling)
  if (typeof filling === 'string') return escaped(filling)
  if ('html' in filling) return filling.html
  return filling.map((part) => part.html).join('')
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? character)
}
