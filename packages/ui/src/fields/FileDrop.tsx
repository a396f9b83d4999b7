'use client'
import { FileUp } from 'lucide-react'
import { useState } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { DropZone, Text } from 'react-aria-components/DropZone'
import { FileTrigger } from 'react-aria-components/FileTrigger'
import { buttonStyle } from '../actions/button-style.ts'
import { useUi } from '../UiProvider.tsx'
import {
  chosenFolder,
  type Dropped,
  droppedFiles,
  type Folder,
  folderFilesMax,
  TooManyFilesError,
} from './dropped-files.ts'
import { FieldMessage } from './FieldMessage.tsx'
import { hintStyle } from './field-style.ts'

export interface FileDropProps {
  /** "Drop your export here, or" */
  readonly label: string
  /** "Choose a file" */
  readonly chooseLabel: string
  /** "Choose a folder"; without it folders come by drag alone. */
  readonly chooseFolderLabel?: string | undefined
  readonly hint?: string | undefined
  /** MIME types or endings such as `.zip`; a guide for the picker, not a check. */
  readonly accept?: readonly string[] | undefined
  readonly isDisabled?: boolean | undefined
  /** The files as handles: nothing is read here, so that a 4 GB export costs no memory. */
  readonly onFiles: (files: readonly File[]) => void
  /** A folder as a whole; without it, its files are files like any other. */
  readonly onFolder?: ((folder: Folder) => void) | undefined
}

/** Files and whole folders by drag, by paste or by the picker. */
export function FileDrop({
  label,
  chooseLabel,
  chooseFolderLabel,
  hint,
  accept = [],
  isDisabled = false,
  onFiles,
  onFolder,
}: FileDropProps) {
  const { labels } = useUi()
  const [isTooMuch, setTooMuch] = useState(false)
  const take = async (find: () => Dropped | Promise<Dropped>) => {
    setTooMuch(false)
    try {
      const { files, folders } = await find()
      for (const folder of onFolder ? folders : []) onFolder?.(folder)
      const inside = onFolder ? [] : folders.flatMap((folder) => folder.files.map(({ file }) => file))
      if (files.length + inside.length > 0) onFiles([...files, ...inside])
    } catch (error) {
      if (!(error instanceof TooManyFilesError)) throw error
      setTooMuch(true)
    }
  }
  return (
    <DropZone
      isDisabled={isDisabled}
      onDrop={async (event) => take(() => droppedFiles(event.items))}
      className="flex flex-col items-center gap-3 rounded-card border-2 border-dashed border-line-strong bg-surface px-4 py-8 text-center outline-offset-2 outline-focus data-[drop-target]:border-accent data-[drop-target]:bg-accent-soft data-[focus-visible]:outline-3"
    >
      <FileUp aria-hidden="true" className="size-8 text-accent" strokeWidth={1.5} />
      <Text slot="label">{label}</Text>
      <FileTrigger
        acceptedFileTypes={accept}
        allowsMultiple
        onSelect={(files) => {
          if (files) onFiles([...files])
        }}
      >
        <AriaButton isDisabled={isDisabled} className={buttonStyle('primary', 'fit')}>
          {chooseLabel}
        </AriaButton>
      </FileTrigger>
      {chooseFolderLabel ? (
        <FileTrigger
          acceptDirectory
          onSelect={async (files) => {
            if (files) await take(() => ({ files: [], folders: [chosenFolder(files)] }))
          }}
        >
          <AriaButton isDisabled={isDisabled} className={buttonStyle('quiet', 'fit')}>
            {chooseFolderLabel}
          </AriaButton>
        </FileTrigger>
      ) : null}
      {isTooMuch ? (
        <div role="alert">
          <FieldMessage>{labels.tooManyFiles(folderFilesMax)}</FieldMessage>
        </div>
      ) : null}
      {hint ? <p className={hintStyle}>{hint}</p> : null}
    </DropZone>
  )
}
