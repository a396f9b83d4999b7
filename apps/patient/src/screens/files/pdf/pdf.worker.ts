/** Reads PDFs, apart from the worker that holds the keys: what is in a file of somebody else’s finds nothing here. */
import 'pdfjs-dist/build/pdf.worker.mjs'
