'use client'
import { Banner, Button, Card, useFormats } from '@nornos/ui'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { device } from '#src/keys/device.ts'
import { useProblemText } from '#src/shell/use-problem-text.ts'

interface MadeCode {
  readonly code: string
  readonly expiresAt: string
}

/** A code for one doctor and one thing. */
export function CodeCard() {
  const t = useTranslations('inbox')
  const formats = useFormats()
  const problemText = useProblemText()
  const [made, setMade] = useState<MadeCode | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const make = async () => {
    setBusy(true)
    const reply = await (await device()).makeInboxCode()
    setBusy(false)
    setMade(reply.ok ? reply.value : null)
    setProblem(reply.ok ? null : problemText(reply.error))
  }
  return (
    <Card title={t('code')}>
      <p className="measure text-muted">{t('codeHint')}</p>
      <output className="block">
        {made === null ? null : (
          <>
            <p className="figures text-title font-bold">{t('yourCode', { code: made.code })}</p>
            <p className="text-muted">
              {t('codeUntil', { when: formats.dateTime(Date.parse(made.expiresAt)) })}
            </p>
          </>
        )}
      </output>
      {problem === null ? null : (
        <Banner role="alert" tone="warn">
          {problem}
        </Banner>
      )}
      <div>
        <Button isPending={isBusy} onPress={() => void make()}>
          {t('makeCode')}
        </Button>
      </div>
    </Card>
  )
}
