'use client'
import type { Recovery } from '@nornos/store'
import { SegmentedControl } from '@nornos/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { vaultQuery } from '#src/data/vault.ts'
import { DeviceOpenForm } from '#src/forms/DeviceOpenForm.tsx'
import { KitOpenForm } from '#src/forms/KitOpenForm.tsx'
import { PasskeyOpenForm } from '#src/forms/PasskeyOpenForm.tsx'
import { WordsOpenForm } from '#src/forms/WordsOpenForm.tsx'
import { device } from '#src/keys/device.ts'
import { useDeviceName } from '#src/shell/use-device-name.ts'
import type { ShownProblem } from '#src/shell/use-problem-text.ts'

export interface VaultRecoverFormProps {
  readonly vaultId: string
  /** The vault is on this device, and what opened it here is lost. */
  readonly isHere?: boolean
}

/** The six words, the kit of 24 or a passkey. Each makes this browser a device of the vault, or one that opens again. */
export function VaultRecoverForm({ vaultId, isHere = false }: VaultRecoverFormProps) {
  const t = useTranslations('vaultOpen')
  const queries = useQueryClient()
  const deviceName = useDeviceName()
  const [by, setBy] = useState<Recovery['by']>('words')
  const [problem, setProblem] = useState<ShownProblem | null>(null)
  const recover = useMutation({
    mutationFn: async (recovery: Recovery) => {
      const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
      const opened = await device()
      if (isHere) return opened.reopenVault(recovery)
      return opened.recoverVault({ vaultId, deviceName, zone, ...recovery })
    },
    onMutate: () => setProblem(null),
    onSuccess: (result) => {
      if (result.ok) queries.setQueryData(vaultQuery.queryKey, result.value)
      else setProblem(result.error)
    },
    onError: () => setProblem({ type: 'Unexpected' }),
  })
  const form = { problem, isPending: recover.isPending, onRecover: recover.mutate }
  return (
    <div className="flex flex-col gap-6">
      <SegmentedControl
        label={t('by')}
        items={[
          { key: 'words', label: t('byWords') },
          { key: 'kit', label: t('byKit') },
          { key: 'passkey', label: t('byPasskey') },
          // A device that has the vault already is let in by what its person holds.
          ...(isHere ? [] : [{ key: 'device' as const, label: t('byDevice') }]),
        ]}
        selected={by}
        onSelect={(next) => {
          setProblem(null)
          setBy(next)
        }}
      />
      {by === 'words' ? <WordsOpenForm {...form} /> : null}
      {by === 'kit' ? <KitOpenForm {...form} /> : null}
      {by === 'device' ? <DeviceOpenForm {...form} /> : null}
      {by === 'passkey' ? <PasskeyOpenForm vaultId={vaultId} {...form} /> : null}
    </div>
  )
}
