/** It registers itself; it exports nothing that anybody needs. */
declare module 'pdfjs-dist/build/pdf.worker.mjs'
