'use client'
import type { OpenerView } from '@nornos/store'
import { Button, useConfirm } from '@nornos/ui'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { device } from '#src/keys/device.ts'
import { RenameDialog } from '#src/screens/keys/RenameDialog.tsx'
import type { Act } from '#src/shell/use-act.ts'

export interface OpenerRowProps {
  readonly opener: OpenerView
  readonly facts: string
  /** What is asked before it is taken out. */
  readonly removal: { readonly title: string; readonly consequence: string }
  readonly act: Act
  /** Without it the opener is removed and made anew. */
  readonly onReplace?: () => void
}

/** One way to open the vault: rename, replace, remove. */

export function OpenerRow({ opener, facts, removal, act, onReplace }: OpenerRowProps) {
  const t = useTranslations('keys')
  const confirm = useConfirm()
  const [isRenaming, setRenaming] = useState(false)
  const name = opener.name === '' ? t(`kind.${opener.kind}`) : opener.name
  const remove = () =>
    confirm({
      ...removal,
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
        <p className="text-label text-muted">{facts}</p>
      </div>
      <div className="flex flex-wrap gap-2">
        <Button aria-label={t('renameNamed', { name })} onPress={() => setRenaming(true)}>
          {t('rename')}
        </Button>
        {onReplace ? (
          <Button aria-label={t('replaceNamed', { name })} isDisabled={act.isPending} onPress={onReplace}>
            {t('replace')}
          </Button>
        ) : null}
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
