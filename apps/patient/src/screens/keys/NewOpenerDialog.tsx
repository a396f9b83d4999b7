'use client'
import type { NewOpener, OpenerView } from '@nornos/store'
import { Banner, Button, Checkbox, Dialog, Skeleton } from '@nornos/ui'
import { useQuery } from '@tanstack/react-query'
import { Printer } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { newWordsQuery } from '#src/data/keys.ts'
import { useSession } from '#src/data/use-session.ts'
import { device } from '#src/keys/device.ts'
import { KitSheet } from '#src/screens/vault-create/KitSheet.tsx'
import { WordGrid } from '#src/screens/vault-create/WordGrid.tsx'
import { useOpenVault } from '#src/shell/OpenVaultProvider.tsx'
import type { Act } from '#src/shell/use-act.ts'
import { useProblemText } from '#src/shell/use-problem-text.ts'

export interface OpenerToMake {
  readonly kind: NewOpener['kind']
  readonly replaces: OpenerView | null
}

export interface NewOpenerDialogProps {
  readonly wanted: OpenerToMake
  readonly act: Act
  readonly onClose: () => void
}

/** A new passkey, six new words or a new kit, beside what there is or in its place. */
export function NewOpenerDialog({ wanted, act, onClose }: NewOpenerDialogProps) {
  const t = useTranslations('keys')
  const title = t(`${wanted.replaces === null ? 'add' : 'replaceTitle'}.${wanted.kind}`)
  return (
    <Dialog title={title} isOpen onClose={onClose}>
      {wanted.kind === 'passkey' ? (
        <PasskeyStep wanted={wanted} act={act} onClose={onClose} />
      ) : (
        <WordsStep wanted={wanted} act={act} onClose={onClose} kind={wanted.kind} />
      )}
    </Dialog>
  )
}

function PasskeyStep({ wanted, act, onClose }: NewOpenerDialogProps) {
  const t = useTranslations('keys')
  const answers = useTranslations('passkey')
  const problemText = useProblemText()
  const { vaultId } = useOpenVault()
  const [unlocksHere, setUnlocksHere] = useState(true)
  const [failure, setFailure] = useState<string | null>(null)
  // Known before the button is pressed: browsers ask only right after a touch.
  const known = useQuery({
    queryKey: ['passkeys', vaultId],
    queryFn: async () => (await device()).passkeys(vaultId),
    gcTime: 0,
  })
  const make = async () => {
    setFailure(null)
    const { makePasskey } = await import('#src/keys/passkey.ts')
    if (known.data?.ok === false) return setFailure(problemText(known.data.error))
    const others = wanted.replaces === null ? (known.data?.value ?? []) : []
    const answer = await makePasskey(vaultId, t('passkeyLabel'), others)
    if (answer.type !== 'given') return setFailure(answers(answer.type))
    const { passkey } = answer
    const name = wanted.replaces?.name ?? ''
    const isDone = await store(act, wanted, { kind: 'passkey', passkey, name })
    if (!isDone) return onClose()
    if (unlocksHere)
      await act.run(async () => (await device()).unlockThisDeviceBy({ by: 'passkey', passkey }))
    onClose()
  }
  return (
    <div className="flex flex-col gap-4">
      <p className="measure">{t('passkeyLead')}</p>
      {failure ? (
        <Banner tone="danger" role="alert">
          {failure}
        </Banner>
      ) : null}
      <Checkbox isSelected={unlocksHere} onChange={setUnlocksHere}>
        {t('passkeyHere')}
      </Checkbox>
      <div>
        <Button
          tone="primary"
          isDisabled={known.isPending}
          isPending={act.isPending}
          onPress={() => void make()}
        >
          {t('makePasskey')}
        </Button>
      </div>
    </div>
  )
}

function WordsStep({
  wanted,
  act,
  onClose,
  kind,
}: NewOpenerDialogProps & { readonly kind: 'words' | 'kit' }) {
  const t = useTranslations('keys')
  const session = useSession()
  const [isWritten, setWritten] = useState(false)
  const made = useQuery(newWordsQuery)
  if (made.data === undefined) return <Skeleton label={t('loading')} />
  const { words, kitWords } = made.data
  const save = async () => {
    const name = wanted.replaces?.name ?? ''
    const opener: NewOpener = kind === 'words' ? { kind, words, name } : { kind, kitWords, name }
    const isDone = await store(act, wanted, opener)
    if (isDone && kind === 'words') {
      await act.run(async () => (await device()).unlockThisDeviceBy({ by: 'words', words }))
    }
    onClose()
  }
  return (
    <div className="flex flex-col gap-4">
      <p className="measure">{t(`${kind}Lead`)}</p>
      <WordGrid label={t(`kind.${kind}`)} words={kind === 'words' ? words : kitWords} columns="few" />
      {kind === 'kit' ? (
        <div>
          <KitSheet
            kitWords={kitWords}
            email={session.state === 'signed-in' ? session.account.email : null}
          />
          <Button icon={<Printer aria-hidden="true" className="size-5" />} onPress={() => print()}>
            {t('print')}
          </Button>
        </div>
      ) : null}
      <Checkbox isSelected={isWritten} onChange={setWritten}>
        {t('written')}
      </Checkbox>
      <div>
        <Button tone="primary" isDisabled={!isWritten} isPending={act.isPending} onPress={() => void save()}>
          {t('useNew')}
        </Button>
      </div>
    </div>
  )
}

function store(act: Act, { replaces }: OpenerToMake, opener: NewOpener): Promise<boolean> {
  return act.run(async () => {
    const opened = await device()
    return replaces === null ? opened.addOpener(opener) : opened.replaceOpener(replaces.slotId, opener)
  })
}
