'use client'
import type { DeviceView } from '@nornos/store'
import { Button, Card, useConfirm, useFormats } from '@nornos/ui'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { device } from '#src/keys/device.ts'
import { AddDeviceDialog } from '#src/screens/keys/AddDeviceDialog.tsx'
import { RenameDialog } from '#src/screens/keys/RenameDialog.tsx'
import type { Act } from '#src/shell/use-act.ts'

export interface DevicesCardProps {
  readonly devices: readonly DeviceView[]
  readonly act: Act
}

/** Where the vault is. A lost device is left out of everything that comes. */
export function DevicesCard({ devices, act }: DevicesCardProps) {
  const t = useTranslations('keys')
  const [isAdding, setAdding] = useState(false)
  return (
    <Card title={t('devices')}>
      <ul className="flex flex-col divide-y divide-line">
        {devices.map((one) => (
          <DeviceRow key={one.deviceId} shown={one} act={act} />
        ))}
      </ul>
      <div>
        <Button isDisabled={act.isPending} onPress={() => setAdding(true)}>
          {t('addDevice.open')}
        </Button>
      </div>
      {isAdding ? <AddDeviceDialog devices={devices} onClose={() => setAdding(false)} /> : null}
    </Card>
  )
}

function DeviceRow({ shown, act }: { readonly shown: DeviceView; readonly act: Act }) {
  const t = useTranslations('keys')
  const formats = useFormats()
  const confirm = useConfirm()
  const [isRenaming, setRenaming] = useState(false)
  const { deviceId, isThis } = shown
  const name = shown.name === '' ? t('unnamed') : shown.name
  const day = (at: string | null) => (at === null ? t('unknown') : formats.date(Date.parse(at)))
  const remove = () =>
    confirm({
      title: t('removeDeviceTitle', { name }),
      consequence: t('removeDeviceDetail'),
      confirmLabel: t('removeDevice'),
      cancelLabel: t('keep'),
      failure: t('failed'),
      tone: 'danger',
      onConfirm: () => act.run(async () => (await device()).removeDevice(deviceId)),
    })
  return (
    <li className="flex flex-col gap-3 py-4">
      <div>
        <p className="font-semibold">{isThis ? t('thisOne', { name }) : name}</p>
        <p className="text-label text-muted">
          {t('deviceFacts', { added: day(shown.addedAt), used: day(shown.usedAt) })}
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        <Button
          aria-label={t('renameNamed', { name })}
          isDisabled={act.isPending}
          onPress={() => setRenaming(true)}
        >
          {t('rename')}
        </Button>
        {isThis ? null : (
          <Button aria-label={t('removeNamed', { name })} isDisabled={act.isPending} onPress={remove}>
            {t('remove')}
          </Button>
        )}
      </div>
      {isRenaming ? (
        <RenameDialog
          name={name}
          onClose={() => setRenaming(false)}
          onRename={async (next) => {
            await act.run(async () => (await device()).renameDevice(deviceId, next))
          }}
        />
      ) : null}
    </li>
  )
}
