/** How the patient app is built: `node apps/patient/build.ts`, or `buildApp(patientBuild)` from a tool. */
import { type AppBuild, buildApp } from '@nornos/web-build'

export const patientBuild: AppBuild = {
  appFolder: import.meta.dirname,
  name: 'patient',
  workers: {
    argon2id: 'src/keys/argon2id.worker.ts',
    device: 'src/keys/device.worker.ts',
    pdf: 'src/screens/files/pdf/pdf.worker.ts',
  },
  packageFiles: {
    'workers/pdf/jbig2.wasm': 'pdfjs-dist/wasm/jbig2.wasm',
    'workers/pdf/openjpeg.wasm': 'pdfjs-dist/wasm/openjpeg.wasm',
    'workers/pdf/qcms_bg.wasm': 'pdfjs-dist/wasm/qcms_bg.wasm',
  },
  serviceWorker: true,
}

if (import.meta.main) await buildApp(patientBuild)
