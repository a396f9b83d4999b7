'use client'
import type { KeysView } from '@nornos/store'
import { Button, Card, ProgressBar, useConfirm } from '@nornos/ui'
import { useTranslations } from 'use-intl'
import { device } from '#src/keys/device.ts'
import type { Act } from '#src/shell/use-act.ts'
import { working } from '#src/shell/work.ts'

export interface RenewCardProps {
  readonly keys: KeysView
  readonly act: Act
}

/** New keys when an opener may be known to somebody else, and old objects under the new ones. */
export function RenewCard({ keys, act }: RenewCardProps) {
  const t = useTranslations('keys.renew')
  const confirm = useConfirm()
  const { reseal } = keys
  const renew = () =>
    confirm({
      title: t('title'),
      consequence: t('detail'),
      confirmLabel: t('confirm'),
      cancelLabel: t('keep'),
      failure: t('failure'),
      onConfirm: () => act.run(async () => (await device()).renewKeys()),
    })
  return (
    <Card title={t('title')}>
      <p className="measure">{t('lead')}</p>
      <div>
        <Button isDisabled={act.isPending} onPress={renew}>
          {t('confirm')}
        </Button>
      </div>
      {reseal.state === 'running' ? (
        <>
          <ProgressBar
            label={t('resealing')}
            share={reseal.total === 0 ? null : reseal.done / reseal.total}
            detail={t('progress', { done: reseal.done, total: reseal.total })}
          />
          <div>
            <Button onPress={() => void device().then((opened) => opened.cancelReseal())}>{t('stop')}</Button>
          </div>
        </>
      ) : null}
      {reseal.state === 'idle' && reseal.left > 0 ? (
        <>
          <p className="measure">{t('left', { count: reseal.left })}</p>
          <div>
            <Button
              isDisabled={act.isPending}
              onPress={() => void act.run(() => working(async () => (await device()).resealAll()))}
            >
              {t('reseal')}
            </Button>
          </div>
        </>
      ) : null}
    </Card>
  )
}
