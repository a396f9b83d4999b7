'use client'
import type { KeysView, OpenerView } from '@nornos/store'
import { Button, Card, useConfirm, useFormats } from '@nornos/ui'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { device } from '#src/keys/device.ts'
import { NewOpenerDialog, type OpenerToMake } from '#src/screens/keys/NewOpenerDialog.tsx'
import { RenameDialog } from '#src/screens/keys/RenameDialog.tsx'
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
        {keys.openers.map((opener) => (
          <OpenerRow
            key={opener.slotId}
            opener={opener}
            act={act}
            onReplace={() => setMaking({ kind: opener.kind, replaces: opener })}
          />
        ))}
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

interface OpenerRowProps {
  readonly opener: OpenerView
  readonly act: Act
  readonly onReplace: () => void
}

function OpenerRow({ opener, act, onReplace }: OpenerRowProps) {
  const t = useTranslations('keys')
  const formats = useFormats()
  const confirm = useConfirm()
  const [isRenaming, setRenaming] = useState(false)
  const name = opener.name === '' ? t(`kind.${opener.kind}`) : opener.name
  const day = (at: string | null) => (at === null ? t('unknown') : formats.date(Date.parse(at)))
  const remove = () =>
    confirm({
      title: t('removeOpenerTitle', { name }),
      consequence: t('removeOpenerDetail'),
      confirmLabel: t('remove'),
      cancelLabel: t('keep'),
      failure: t('failed'),
      tone: 'danger',
      onConfirm: () => act.run(async () => (await device()).removeOpener(opener.slotId)),
    })
  return (
    <li className="flex flex-col gap-3 py-4">
      <div>
        <p className="font-semibold">{name}</p>
        <p className="text-label text-muted">
          {t('openerFacts', {
            kind: t(`kind.${opener.kind}`),
            made: day(opener.madeAt),
            used: day(opener.usedAt),
          })}
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        <Button aria-label={t('renameNamed', { name })} onPress={() => setRenaming(true)}>
          {t('rename')}
        </Button>
        <Button aria-label={t('replaceNamed', { name })} isDisabled={act.isPending} onPress={onReplace}>
          {t('replace')}
        </Button>
        <Button aria-label={t('removeNamed', { name })} isDisabled={act.isPending} onPress={remove}>
          {t('remove')}
        </Button>
      </div>
      {isRenaming ? (
        <RenameDialog
          name={name}
          onClose={() => setRenaming(false)}
          onRename={async (next) => {
            await act.run(async () => {
              await (await device()).renameOpener(opener.slotId, next)
              return { ok: true, value: undefined }
            })
          }}
        />
      ) : null}
    </li>
  )
}
