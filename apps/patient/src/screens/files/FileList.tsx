'use client'
import type { FileVersionView } from '@nornos/store'
import { NavigationLink, useFormats } from '@nornos/ui'
import { ChevronRight } from 'lucide-react'
import { paths } from '#src/paths.ts'
import { useFileText } from '#src/screens/files/use-file-text.ts'

/** Files by name, each leads to its page. */
export function FileList({
  title,
  files,
}: {
  readonly title: string
  readonly files: readonly FileVersionView[]
}) {
  const formats = useFormats()
  const { addedText, stateText, typeText } = useFileText()
  if (files.length === 0) return null
  return (
    <section aria-label={title} className="flex flex-col gap-2">
      <h2 className="text-lead">{title}</h2>
      <ul className="flex flex-col divide-y divide-line rounded-card border border-line bg-surface">
        {files.map((file) => (
          <li key={file.fileId}>
            <NavigationLink
              href={paths.file(file.fileId)}
              className="flex min-h-14 items-center gap-4 px-4 py-3 text-fg no-underline hover:bg-sunken"
            >
              <span className="flex min-w-0 flex-1 flex-col">
                <span className="break-all">{file.name}</span>
                <span className="break-words text-label text-muted">
                  {[typeText(file), formats.bytes(file.size), addedText(file), stateText(file)]
                    .filter((part) => part !== '')
                    .join(' · ')}
                </span>
              </span>
              <ChevronRight aria-hidden="true" className="size-5 shrink-0 text-muted" />
            </NavigationLink>
          </li>
        ))}
      </ul>
    </section>
  )
}
