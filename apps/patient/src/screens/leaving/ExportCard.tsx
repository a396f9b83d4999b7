'use client'
import type { AgeLock } from '@nornos/store'
import { Button, Card, Checkbox, TextField } from '@nornos/ui'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { device } from '#src/keys/device.ts'
import { OutgoingProgress } from '#src/screens/leaving/OutgoingProgress.tsx'
import { useOutgoing } from '#src/screens/leaving/use-outgoing.ts'

/** A passphrase that somebody may try for years. */
const passphraseLengthMin = 12

/** Everything readable, for other programs and for paper; inside an age file if the person wants. */
export function ExportCard() {
  const t = useTranslations('leaving.export')
  const outgoing = useOutgoing()
  const [isSealed, setSealed] = useState(false)
  const [secret, setSecret] = useState('')
  const isShort = isSealed && !secret.startsWith('age1') && secret.length < passphraseLengthMin
  const start = () => {
    const name = `nornos-export-${new Date().toISOString().slice(0, 10)}.zip${isSealed ? '.age' : ''}`
    outgoing.start(name, async () => (await device()).startExport(isSealed ? lockOf(secret) : null))
  }
  return (
    <Card
      title={t('title')}
      actions={
        <Button isDisabled={outgoing.state.step === 'running' || isShort} onPress={start}>
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
          value={secret}
          onChange={setSecret}
          isLiteral
        />
      ) : (
        <p className="text-label text-muted">{t('open')}</p>
      )}
      <OutgoingProgress outgoing={outgoing} label={t('running')} done={t('done')} />
    </Card>
  )
}

function lockOf(secret: string): AgeLock {
  return secret.startsWith('age1')
    ? { type: 'recipient', recipient: secret.trim() }
    : { type: 'passphrase', passphrase: secret }
}
