'use client'
import type { MadeContactPage } from '@nornos/store'
import { Banner, Button, Checkbox, Dialog, Skeleton, TextField } from '@nornos/ui'
import { useQuery } from '@tanstack/react-query'
import { Printer } from 'lucide-react'
import { type SubmitEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import { contactPageQuery } from '#src/data/keys.ts'
import { KitCheckForm } from '#src/forms/KitCheckForm.tsx'
import { device } from '#src/keys/device.ts'
import { ContactSheet } from '#src/screens/keys/ContactSheet.tsx'
import { WordGrid } from '#src/screens/vault-create/WordGrid.tsx'
import type { Act } from '#src/shell/use-act.ts'

export interface NewContactDialogProps {
  readonly act: Act
  readonly onClose: () => void
}

/** Who it is, the page for them, and three words of it: only then is anything stored. */
export function NewContactDialog({ act, onClose }: NewContactDialogProps) {
  const t = useTranslations('recovery.make')
  const [name, setName] = useState('')
  const [step, setStep] = useState<'name' | 'page' | 'check'>('name')
  const { data: page } = useQuery(contactPageQuery)
  return (
    <Dialog title={t('title')} isOpen onClose={onClose}>
      {act.failure === null ? null : (
        <Banner tone="danger" role="alert">
          {act.failure}
        </Banner>
      )}
      {step === 'name' ? <NameStep name={name} onName={setName} onNext={() => setStep('page')} /> : null}
      {step !== 'name' && page === undefined ? <Skeleton label={t('making')} /> : null}
      {step === 'page' && page ? (
        <PageStep page={page} name={name.trim()} onNext={() => setStep('check')} />
      ) : null}
      {step === 'check' && page ? (
        <CheckStep page={page} act={act} name={name.trim()} onBack={() => setStep('page')} onDone={onClose} />
      ) : null}
    </Dialog>
  )
}

interface NameStepProps {
  readonly name: string
  readonly onName: (name: string) => void
  readonly onNext: () => void
}

function NameStep({ name, onName, onNext }: NameStepProps) {
  const t = useTranslations('recovery.make')
  const isEmpty = name.trim() === ''
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (!isEmpty) onNext()
  }
  return (
    <form noValidate className="flex flex-col gap-4" onSubmit={submit}>
      <p className="measure">{t('nameLead')}</p>
      <TextField
        label={t('name')}
        hint={t('nameHint')}
        value={name}
        onChange={onName}
        lengthMax={60}
        autoFocus
      />
      <div>
        <Button tone="primary" type="submit" isDisabled={isEmpty}>
          {t('next')}
        </Button>
      </div>
    </form>
  )
}

interface PageStepProps {
  readonly page: MadeContactPage
  readonly name: string
  readonly onNext: () => void
}

function PageStep({ page, name, onNext }: PageStepProps) {
  const t = useTranslations('recovery.make')
  const [isWritten, setWritten] = useState(false)
  return (
    <div className="flex flex-col gap-4">
      <p className="measure">{t('pageLead', { name })}</p>
      <WordGrid label={t('words')} words={page.words} columns="few" />
      <div>
        <ContactSheet page={page} name={name} />
        <Button icon={<Printer aria-hidden="true" className="size-5" />} onPress={() => print()}>
          {t('print')}
        </Button>
      </div>
      <Checkbox isSelected={isWritten} onChange={setWritten}>
        {t('written')}
      </Checkbox>
      <div>
        <Button tone="primary" isDisabled={!isWritten} onPress={onNext}>
          {t('toCheck')}
        </Button>
      </div>
    </div>
  )
}

interface CheckStepProps {
  readonly page: MadeContactPage
  readonly name: string
  readonly act: Act
  readonly onBack: () => void
  readonly onDone: () => void
}

function CheckStep({ page, name, act, onBack, onDone }: CheckStepProps) {
  const t = useTranslations('recovery.make')
  const save = async () => {
    const { slotId, words } = page
    if (await act.run(async () => (await device()).addContact({ slotId, words }, name))) onDone()
  }
  return (
    <div className="flex flex-col gap-4">
      <p className="measure">{t('checkLead')}</p>
      <KitCheckForm
        kitWords={page.words}
        count={3}
        texts={{
          word: (position) => t('word', { position }),
          wrong: (position) => t('wrong', { position }),
          submit: t('save'),
        }}
        isPending={act.isPending}
        onChecked={() => void save()}
      />
      <div>
        <Button tone="quiet" isDisabled={act.isPending} onPress={onBack}>
          {t('back')}
        </Button>
      </div>
    </div>
  )
}
