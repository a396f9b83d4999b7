'use client'
import type { UploadState } from '@nornos/store'
import { Banner, Button, Card, FileDrop, ProgressBar, useFormats } from '@nornos/ui'
import { useTranslations } from 'use-intl'
import { device } from '#src/keys/device.ts'
import type { Act } from '#src/shell/use-act.ts'
import { useProblemText } from '#src/shell/use-problem-text.ts'

/** A large file on its way: how far, about how long, and the ways to stop it and to go on. */
export function UploadCard({ state, run }: { readonly state: UploadState; readonly run: Act['run'] }) {
  const t = useTranslations('files')
  const formats = useFormats()
  const problemText = useProblemText()
  const { name, problem, secondsLeft, sent, size, step, uploadId } = state
  const resume = (file?: File) => run(async () => (await device()).resumeUpload(uploadId, file))
  const percent = formats.percent(sent / size)
  const left = secondsLeft === null ? [] : [t('left', { time: formats.duration(secondsLeft * 1_000) })]
  const isMoving = step === 'reading' || step === 'sending' || step === 'waiting'
  const isHalted = step === 'paused' || step === 'failed'
  return (
    <Card
      actions={
        <>
          {isMoving ? (
            <Button onPress={() => void run(async () => void (await (await device()).pauseUpload(uploadId)))}>
              {t('pause')}
            </Button>
          ) : null}
          {isHalted ? <Button onPress={() => void resume()}>{t('resume')}</Button> : null}
          {step === 'finishing' ? null : (
            <Button
              tone="quiet"
              onPress={() => void run(async () => void (await (await device()).cancelUpload(uploadId)))}
            >
              {t('cancelUpload')}
            </Button>
          )}
        </>
      }
    >
      <ProgressBar
        label={t('uploading', { name })}
        share={sent / size}
        detail={[percent, ...left].join(', ')}
      />
      {problem ? (
        <Banner tone="danger" role="alert">
          {problemText(problem)}
        </Banner>
      ) : null}
      {step === 'needs-file' ? (
        <FileDrop
          label={t('step.needs-file', { percent })}
          chooseLabel={t('chooseAgain')}
          onFiles={([file]) => void resume(file)}
        />
      ) : (
        <p className="text-label text-muted">{t(`step.${step}`)}</p>
      )}
    </Card>
  )
}
