/** What an app says about its own build. Everything else is the same for both apps. Read build-app.ts next. */
export interface AppBuild {
  /** Absolute path of the app's workspace; the result is in its `out/`. */
  readonly appFolder: string
  readonly name: 'patient' | 'doctor'
  /** Worker name → entry relative to `appFolder`; `{ vault: 'src/keys/vault.worker.ts' }` becomes `/workers/vault.js`. */
  readonly workers: Readonly<Record<string, string>>
  /** What a library loads while it runs: path in the build → file of a package, `pdfjs-dist/wasm/jbig2.wasm`. */
  readonly packageFiles: Readonly<Record<string, string>>
  /** Only the patient app may leave anything on the machine. */
  readonly serviceWorker: boolean
}
