'use client'
import type { DeviceProblem, Recovery } from '@nornos/store'
import { SegmentedControl } from '@nornos/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { vaultQuery } from '#src/data/vault.ts'
import { KitOpenForm } from '#src/forms/KitOpenForm.tsx'
import { WordsOpenForm } from '#src/forms/WordsOpenForm.tsx'
import { device } from '#src/keys/device.ts'
import { useDeviceName } from '#src/shell/use-device-name.ts'

/** The six words, or the kit of 24. Either makes this browser a device of the vault. */
export function VaultRecoverForm({ vaultId }: { readonly vaultId: string }) {
  const t = useTranslations('vaultOpen')
  const queries = useQueryClient()
  const deviceName = useDeviceName()
  const [by, setBy] = useState<Recovery['by']>('words')
  const [problem, setProblem] = useState<DeviceProblem | null>(null)
  const recover = useMutation({
    mutationFn: async (recovery: Recovery) => {
      const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
      return (await device()).recoverVault({ vaultId, deviceName, zone, ...recovery })
    },
    onMutate: () => setProblem(null),
    onSuccess: (result) => {
      if (result.ok) queries.setQueryData(vaultQuery.queryKey, result.value)
      else setProblem(result.error)
    },
    onError: () => setProblem({ type: 'Refused', code: '', detail: '' }),
  })
  const form = { problem, isPending: recover.isPending, onRecover: recover.mutate }
  return (
    <div className="flex flex-col gap-6">
      <SegmentedControl
        label={t('by')}
        items={[
          { key: 'words', label: t('byWords') },
          { key: 'kit', label: t('byKit') },
        ]}
        selected={by}
        onSelect={(next) => {
          setProblem(null)
          setBy(next)
        }}
      />
      {by === 'words' ? <WordsOpenForm {...form} /> : <KitOpenForm {...form} />}
    </div>
  )
}
