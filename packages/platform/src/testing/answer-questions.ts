/** The worker's side of browser-worker.ts. Imports nothing, so that it can be bundled for a browser. */

/** Call it once, in the file that `startBrowserWorker` bundles. What `answer` throws is thrown where it was asked. */
export function answerQuestions(answer: (question: unknown) => Promise<unknown>): void {
  self.onmessage = ({ data }: MessageEvent<unknown>) => {
    answer(data).then(
      (value) => self.postMessage({ ok: true, value }),
      (cause: unknown) =>
        self.postMessage({ ok: false, error: String(cause instanceof Error ? cause.stack : cause) }),
    )
  }
}
