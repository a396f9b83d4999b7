'use client'
import type { KitCheck } from '@nornos/store'
import { Button, Card, useFormats, WordField } from '@nornos/ui'
import { type SubmitEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import { device } from '#src/keys/device.ts'
import type { Act } from '#src/shell/use-act.ts'

export interface KitCardProps {
  readonly kit: KitCheck
  readonly act: Act
}

/** The yearly look at the paper: three words of the 24. */
export function KitCard({ kit, act }: KitCardProps) {
  const t = useTranslations('keys.kitCheck')
  const formats = useFormats()
  const [positions, setPositions] = useState<readonly number[] | null>(null)
  const begin = async () => setPositions(await (await device()).kitQuestions())
  const facts =
    kit.checkedAt === null ? t('never') : t('checked', { date: formats.date(Date.parse(kit.checkedAt)) })
  return (
    <Card title={t('title')}>
      <p className="measure">{kit.isDue ? t('due') : t('lead')}</p>
      <p className="text-label text-muted">
        {facts} {kit.dueAt === null ? t('cannot') : t('next', { date: formats.date(Date.parse(kit.dueAt)) })}
      </p>
      {positions && positions.length > 0 ? (
        <KitQuestions positions={positions} act={act} onDone={() => setPositions(null)} />
      ) : (
        <div>
          <Button
            {...(kit.isDue ? { tone: 'primary' as const } : {})}
            isDisabled={kit.dueAt === null}
            onPress={() => void begin()}
          >
            {t('begin')}
          </Button>
        </div>
      )}
    </Card>
  )
}

interface KitQuestionsProps {
  readonly positions: readonly number[]
  readonly act: Act
  readonly onDone: () => void
}

function KitQuestions({ positions, act, onDone }: KitQuestionsProps) {
  const t = useTranslations('keys.kitCheck')
  const [typed, setTyped] = useState<readonly string[]>(() => positions.map(() => ''))
  const submit = async () => {
    const words = positions.map((position, at) => ({ position, word: typed[at] ?? '' }))
    if (await act.run(async () => (await device()).checkKit(words))) onDone()
  }
  return (
    <form
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event: SubmitEvent) => {
        event.preventDefault()
        void submit()
      }}
    >
      {positions.map((position, at) => (
        <WordField
          key={position}
          label={t('word', { position })}
          value={typed[at] ?? ''}
          onChange={(word) => setTyped(typed.with(at, word))}
          isDisabled={act.isPending}
        />
      ))}
      <div>
        <Button tone="primary" type="submit" isPending={act.isPending}>
          {t('check')}
        </Button>
      </div>
    </form>
  )
}
