'use client'
import type { KeysView, NewOpener, OpenerView } from '@nornos/store'
import { Button, Card, useFormats } from '@nornos/ui'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { NewOpenerDialog, type OpenerToMake } from '#src/screens/keys/NewOpenerDialog.tsx'
import { OpenerRow } from '#src/screens/keys/OpenerRow.tsx'
import type { Act } from '#src/shell/use-act.ts'

export interface OpenersCardProps {
  readonly keys: KeysView
  readonly act: Act
}

/** Passkeys, words and kits: add, rename, replace, remove. */
export function OpenersCard({ keys, act }: OpenersCardProps) {
  const t = useTranslations('keys')
  const [making, setMaking] = useState<OpenerToMake | null>(null)
  return (
    <Card title={t('openers')}>
      <p className="measure text-muted">{t(`thisDevice.${keys.unlockBy}`)}</p>
      <ul className="flex flex-col divide-y divide-line">
        {keys.openers.map((opener) =>
          opener.kind === 'contact' ? null : (
            <OwnRow key={opener.slotId} opener={opener} kind={opener.kind} act={act} onReplace={setMaking} />
          ),
        )}
      </ul>
      <div className="flex flex-wrap gap-3">
        {(['passkey', 'words', 'kit'] as const).map((kind) => (
          <Button key={kind} isDisabled={act.isPending} onPress={() => setMaking({ kind, replaces: null })}>
            {t(`add.${kind}`)}
          </Button>
        ))}
      </div>
      {making ? <NewOpenerDialog wanted={making} act={act} onClose={() => setMaking(null)} /> : null}
    </Card>
  )
}

interface OwnRowProps {
  readonly opener: OpenerView
  readonly kind: NewOpener['kind']
  readonly act: Act
  readonly onReplace: (wanted: OpenerToMake) => void
}

function OwnRow({ opener, kind, act, onReplace }: OwnRowProps) {
  const t = useTranslations('keys')
  const formats = useFormats()
  const day = (at: string | null) => (at === null ? t('unknown') : formats.date(Date.parse(at)))
  const title = t(`kind.${kind}`)
  const name = opener.name === '' ? title : opener.name
  return (
    <OpenerRow
      opener={opener}
      facts={t('openerFacts', { kind: title, made: day(opener.madeAt), used: day(opener.usedAt) })}
      removal={{ title: t('removeOpenerTitle', { name }), consequence: t('removeOpenerDetail') }}
      act={act}
      onReplace={() => onReplace({ kind, replaces: opener })}
    />
  )
}
