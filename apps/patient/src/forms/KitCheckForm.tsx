'use client'
import { Button, WordField } from '@nornos/ui'
import { type SubmitEvent, useState } from 'react'

export interface KitCheckFormProps {
  readonly kitWords: readonly string[]
  /** How many are asked for. */
  readonly count: number
  readonly texts: {
    readonly word: (position: number) => string
    readonly wrong: (position: number) => string
    readonly submit: string
  }
  readonly isPending: boolean
  readonly onChecked: () => void
}

/** Words of a page, chosen by chance, so that one that nobody wrote down is noticed now and not when it is needed. */
export function KitCheckForm({ kitWords, count, texts, isPending, onChecked }: KitCheckFormProps) {
  const [positions] = useState(() => choosePositions(kitWords.length, count))
  const [typed, setTyped] = useState<readonly string[]>(() => positions.map(() => ''))
  const [isChecked, setChecked] = useState(false)
  const isRight = (at: number) => typed[at] === kitWords[positions[at] ?? 0]
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    setChecked(true)
    if (positions.every((_, at) => isRight(at))) onChecked()
  }
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      {positions.map((position, at) => (
        <WordField
          key={position}
          label={texts.word(position + 1)}
          value={typed[at] ?? ''}
          onChange={(word) => {
            setChecked(false)
            setTyped(typed.with(at, word))
          }}
          isDisabled={isPending}
          error={isChecked && !isRight(at) ? texts.wrong(position + 1) : undefined}
        />
      ))}
      <div>
        <Button tone="primary" type="submit" isPending={isPending}>
          {texts.submit}
        </Button>
      </div>
    </form>
  )
}

/** Different positions in ascending order, counted from 0. */
function choosePositions(length: number, count: number): readonly number[] {
  const chosen = new Set<number>()
  while (chosen.size < count) {
    const [random = 0] = crypto.getRandomValues(new Uint32Array(1))
    chosen.add(random % length)
  }
  return [...chosen].sort((left, right) => left - right)
}
