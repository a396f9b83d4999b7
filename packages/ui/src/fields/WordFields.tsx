'use client'
import { type KeyboardEvent, type ReactNode, useId, useRef } from 'react'
import { classes } from '../classes.ts'
import { FieldMessage } from './FieldMessage.tsx'
import { hintStyle, inputStyle, labelStyle } from './field-style.ts'
import { spreadWords } from './words.ts'

export interface WordFieldsProps {
  readonly label: string
  /** "Word 3" */
  readonly wordLabel: (position: number) => string
  /** One entry per box, empty strings at first; its length is the number of boxes. */
  readonly words: readonly string[]
  readonly onChange: (words: readonly string[]) => void
  /** Marks a word that is in no list; called only for whole words that the person has left. */
  readonly isKnown?: ((word: string) => boolean) | undefined
  readonly hint?: string | undefined
  readonly error?: ReactNode
  readonly isDisabled?: boolean | undefined
}

/** Numbered boxes for the words of a vault or kit. Space goes on to the next box; a pasted list fills them all. */
export function WordFields({
  label,
  wordLabel,
  words,
  onChange,
  isKnown = () => true,
  hint,
  error,
  isDisabled = false,
}: WordFieldsProps) {
  const id = useId()
  const boxes = useRef<HTMLOListElement>(null)
  const change = (position: number, typed: string) => {
    const parts = typed.trim() === '' ? words.with(position, '') : spreadWords(words, position, typed)
    onChange(parts)
  }
  const advance = (event: KeyboardEvent<HTMLInputElement>, position: number) => {
    if (event.key !== ' ') return
    event.preventDefault()
    const inputs = boxes.current?.querySelectorAll('input')
    inputs?.[Math.min(position + 1, words.length - 1)]?.focus()
  }
  return (
    <fieldset
      disabled={isDisabled}
      aria-describedby={`${id}-hint ${id}-error`}
      className="flex flex-col gap-2"
    >
      <legend className={labelStyle}>{label}</legend>
      <p id={`${id}-hint`} className={hintStyle}>
        {hint}
      </p>
      <ol ref={boxes} className="grid grid-cols-2 gap-3 sm:grid-cols-3">
        {words.map((word, position) => {
          const isWrong = word !== '' && !isKnown(word)
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a box is its position
            <li key={position} className="flex items-center gap-2">
              <span aria-hidden="true" className="figures w-6 text-right text-label text-muted">
                {position + 1}
              </span>
              <input
                aria-label={wordLabel(position + 1)}
                aria-invalid={isWrong}
                value={word}
                onChange={(event) => change(position, event.target.value)}
                onKeyDown={(event) => advance(event, position)}
                autoComplete="off"
                autoCapitalize="none"
                autoCorrect="off"
                spellCheck={false}
                className={classes(inputStyle, isWrong && 'underline decoration-danger decoration-wavy')}
              />
            </li>
          )
        })}
      </ol>
      <div id={`${id}-error`} role="alert">
        {error ? <FieldMessage>{error}</FieldMessage> : null}
      </div>
    </fieldset>
  )
}
