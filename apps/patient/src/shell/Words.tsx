'use client'
import { type ComponentType, type ReactNode, useMemo } from 'react'
import { IntlProvider, useMessages } from 'use-intl'
import type { privateMessages } from '#src/messages/private-messages.ts'
import { type Load, later } from '#src/shell/later.tsx'

/** A part of the catalogue: whole groups. */
export type SomeWords = Partial<typeof privateMessages>

export interface WordsProps {
  readonly add: SomeWords
  readonly children: ReactNode
}

/** Gives what is inside these words beside those that are known outside. */
export function Words({ add, children }: WordsProps) {
  const known = useMessages()
  const messages = useMemo(() => ({ ...known, ...add }), [known, add])
  return (
    <IntlProvider locale="en" messages={messages}>
      {children}
    </IntlProvider>
  )
}

/** A screen together with the words that it needs. `src/messages/words.test.ts` finds the one that lacks some. */
export function withWords<Props extends object>(
  Screen: ComponentType<Props>,
  ...parts: readonly SomeWords[]
): ComponentType<Props> {
  const add: SomeWords = Object.assign({}, ...parts)
  return function WithWords(props: Props) {
    return (
      <Words add={add}>
        <Screen {...props} />
      </Words>
    )
  }
}

/** The same for a part that is fetched later: its code and its words at once. */
export function laterWithWords<Props extends object>(
  load: Load<Props>,
  ...words: readonly (() => Promise<SomeWords>)[]
): ComponentType<Props> {
  return later(async () => {
    const [Part, parts] = await Promise.all([load(), Promise.all(words.map((fetch) => fetch()))])
    return withWords(Part, ...parts)
  })
}
