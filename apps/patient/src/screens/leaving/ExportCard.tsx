'use client'
import { Button, Card, Checkbox, TextField } from '@nornos/ui'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { device } from '#src/keys/device.ts'
import { ageLockOf, passphraseLengthMin } from '#src/screens/leaving/age-lock.ts'
import { OutgoingProgress } from '#src/screens/leaving/OutgoingProgress.tsx'
import { useOutgoing } from '#src/screens/leaving/use-outgoing.ts'

/** Everything readable, for other programs and for paper; inside an age file if the person wants. */
export function ExportCard() {
  const t = useTranslations('leaving.export')
  const outgoing = useOutgoing()
  const [isSealed, setSealed] = useState(false)
  const [secret, setSecret] = useState('')
  const lock = isSealed ? ageLockOf(secret) : null
  const start = () => {
    if (typeof lock === 'string') return
    const name = `nornos-export-${new Date().toISOString().slice(0, 10)}.zip${isSealed ? '.age' : ''}`
    outgoing.start(name, async () => (await device()).startExport(lock))
  }
  return (
    <Card
      title={t('title')}
      actions={
        <Button isDisabled={outgoing.state.step === 'running' || typeof lock === 'string'} onPress={start}>
          {t('start')}
        </Button>
      }
    >
      <p className="measure">{t('lead')}</p>
      <Checkbox isSelected={isSealed} onChange={setSealed}>
        {t('seal')}
      </Checkbox>
      {isSealed ? (
        <TextField
          label={t('secret')}
          hint={t('secretHint', { length: passphraseLengthMin })}
          {...(lock === 'a-key' ? { error: t('aKey') } : {})}
          value={secret}
          onChange={setSecret}
          lengthMax={4_000}
          isLiteral
        />
      ) : (
        <p className="text-label text-muted">{t('open')}</p>
      )}
      <OutgoingProgress outgoing={outgoing} label={t('running')} done={t('done')} />
    </Card>
  )
}
