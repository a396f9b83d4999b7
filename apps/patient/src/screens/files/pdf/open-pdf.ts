/**
 * A PDF as pages that are drawn one by one. pdf.js reads it in a worker of its own; nothing in the file is run: no
 * script, no form, no link.
 */

import { err, ok, type Result } from '@nornos/std'
import type { PDFDocumentProxy } from 'pdfjs-dist'

export interface OpenPdf {
  readonly pages: number
  /** Draws a page (1, 2, …) so wide, in CSS pixels. Rejects when the page is broken. */
  draw(page: number, canvas: HTMLCanvasElement, width: number): Promise<void>
  /** The words of a page, a line each; empty for a scanned one. */
  text(page: number): Promise<string>
  close(): void
}

export type PdfFault = 'protected' | 'broken'

/** A page of a hostile file must not take all memory: canvas pixels, and pixels of one picture in it. */
const canvasPixelsMax = 16_000_000
const imagePixelsMax = 64_000_000

export async function openPdf(file: Blob): Promise<Result<OpenPdf, PdfFault>> {
  const { AnnotationMode, getDocument, PDFWorker, PasswordException, VerbosityLevel } = await import(
    'pdfjs-dist'
  )
  const port = new Worker('/workers/pdf.js', { type: 'module', name: 'pdf' })
  const worker = PDFWorker.create({ port })
  const close = () => {
    worker.destroy()
    port.terminate()
  }
  try {
    const document = await getDocument({
      data: await file.arrayBuffer(),
      worker,
      wasmUrl: '/workers/pdf/',
      maxImageSize: imagePixelsMax,
      disableWorkerRendering: true,
      verbosity: VerbosityLevel.ERRORS,
    }).promise
    return ok(pagesOf(document, AnnotationMode.ENABLE, close))
  } catch (cause) {
    close()
    return err(cause instanceof PasswordException ? 'protected' : 'broken')
  }
}

function pagesOf(document: PDFDocumentProxy, annotationMode: number, close: () => void): OpenPdf {
  return {
    pages: document.numPages,
    async draw(number, canvas, width) {
      const page = await document.getPage(number)
      const plain = page.getViewport({ scale: 1 })
      const wanted = (width / plain.width) * devicePixelRatio
      const largest = Math.sqrt(canvasPixelsMax / (plain.width * plain.height))
      const viewport = page.getViewport({ scale: Math.min(wanted, largest) })
      canvas.width = Math.ceil(viewport.width)
      canvas.height = Math.ceil(viewport.height)
      await page.render({ canvas, viewport, annotationMode }).promise
      page.cleanup()
    },
    async text(number) {
      const { items } = await (await document.getPage(number)).getTextContent()
      return items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('')
    },
    close,
  }
}
