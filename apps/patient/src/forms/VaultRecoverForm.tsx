'use client'
import type { Recovery } from '@nornos/store'
import { Button, SegmentedControl, useToast } from '@nornos/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { vaultQuery } from '#src/data/vault.ts'
import { ContactOpenForm } from '#src/forms/ContactOpenForm.tsx'
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

/** The six words, the kit of 24, a passkey, another device or the recovery contact. Each makes this browser a device of the vault, or one that opens again. */
export function VaultRecoverForm({ vaultId, isHere = false }: VaultRecoverFormProps) {
  const t = useTranslations('vaultOpen')
  const recovery = useTranslations('recovery.open')
  const queries = useQueryClient()
  const toast = useToast()
  const deviceName = useDeviceName()
  const [by, setBy] = useState<Recovery['by']>('words')
  const [problem, setProblem] = useState<ShownProblem | null>(null)
  const recover = useMutation({
    mutationFn: async (request: Recovery) => {
      const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
      const opened = await device()
      if (isHere) return opened.reopenVault(request)
      return opened.recoverVault({ vaultId, deviceName, zone, ...request })
    },
    onMutate: () => setProblem(null),
    onSuccess: (result, { by: opened }) => {
      if (!result.ok) return setProblem(result.error)
      queries.setQueryData(vaultQuery.queryKey, result.value)
      if (opened === 'contact') toast({ text: recovery('usedUp') })
    },
    onError: () => setProblem({ type: 'Unexpected' }),
  })
  const form = { problem, isPending: recover.isPending, onRecover: recover.mutate }
  const choose = (next: Recovery['by']) => {
    setProblem(null)
    setBy(next)
  }
  return (
    <div className="flex flex-col gap-6">
      {by === 'contact' ? (
        <ContactOpenForm {...form} vaultId={vaultId} onRecover={recover.mutate} />
      ) : (
        <>
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
            onSelect={choose}
          />
          {by === 'words' ? <WordsOpenForm {...form} /> : null}
          {by === 'kit' ? <KitOpenForm {...form} /> : null}
          {by === 'device' ? <DeviceOpenForm {...form} /> : null}
          {by === 'passkey' ? <PasskeyOpenForm vaultId={vaultId} {...form} /> : null}
        </>
      )}
      <div>
        <Button
          tone="quiet"
          isDisabled={recover.isPending}
          onPress={() => choose(by === 'contact' ? 'words' : 'contact')}
        >
          {t(by === 'contact' ? 'notByContact' : 'byContact')}
        </Button>
      </div>
    </div>
  )
}
