'use client'
import { Button, WordField } from '@nornos/ui'
import { type SubmitEvent, useState } from 'react'
import { useTranslations } from 'use-intl'

export interface KitCheckFormProps {
  readonly kitWords: readonly string[]
  readonly isPending: boolean
  readonly onChecked: () => void
}

/** Two words of the kit, chosen by chance, so that a kit nobody wrote down is noticed now and not when it is needed. */
export function KitCheckForm({ kitWords, isPending, onChecked }: KitCheckFormProps) {
  const t = useTranslations('vaultCreate.check')
  const [positions] = useState(() => chooseTwo(kitWords.length))
  const [typed, setTyped] = useState<readonly string[]>(['', ''])
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
          label={t('word', { position: position + 1 })}
          value={typed[at] ?? ''}
          onChange={(word) => {
            setChecked(false)
            setTyped(typed.with(at, word))
          }}
          isDisabled={isPending}
          error={isChecked && !isRight(at) ? t('wrong', { position: position + 1 }) : undefined}
        />
      ))}
      <div>
        <Button tone="primary" type="submit" isPending={isPending}>
          {t('create')}
        </Button>
      </div>
    </form>
  )
}

/** Two different positions in ascending order. */
function chooseTwo(length: number): readonly [number, number] {
  const [one = 0, two = 0] = crypto.getRandomValues(new Uint32Array(2))
  const first = one % length
  const second = (first + 1 + (two % (length - 1))) % length
  return first < second ? [first, second] : [second, first]
}
