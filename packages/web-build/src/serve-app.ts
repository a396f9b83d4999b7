/**
 * A small static server for `npm start` and the browser tests: the same headers as a deployment, clean addresses,
 * the app's own 404 page and a generated `/config.json`. Production uses any static host; see deployment.ts.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { appConfig, type Deployment } from './deployment.ts'
import { headersFor } from './headers.ts'
import { answerTo } from './static-answer.ts'
import { makeCompressor } from './static-compressor.ts'
import { loadStaticFiles, type StaticFile } from './static-files.ts'

export interface ServeSettings extends Deployment {
  readonly outFolder: string
  /** 0 takes a free port. */
  readonly port: number
  /** Default 127.0.0.1. */
  readonly host?: string
}

export interface ServedApp extends AsyncDisposable {
  /** `http://localhost:4100` */
  readonly url: string
  readonly port: number
  close(): Promise<void>
}

/** Serves a build until it is closed. @throws when the port is taken or the folder holds no build. */
export async function serveApp(settings: ServeSettings): Promise<ServedApp> {
  const files = await loadStaticFiles(settings.outFolder)
  if (!files.has('/')) throw new Error(`no build in ${settings.outFolder}`)
  const config = configFile(settings)
  const server = createServer(makeReply(new Map([...files, ['/config.json', config]]), settings.apiUrl))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(settings.port, settings.host ?? '127.0.0.1', resolve)
  })
  const port = portOf(server.address())
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return { url: `http://localhost:${port}`, port, close, [Symbol.asyncDispose]: close }
}

function makeReply(files: ReadonlyMap<string, StaticFile>, apiUrl: string | null) {
  const headers = headersFor({ apiUrl, isHttps: false })
  const compress = makeCompressor()
  return (request: IncomingMessage, response: ServerResponse) => {
    const answer = answerTo(request, files)
    const isBrotli = /\bbr\b/.test(String(request.headers['accept-encoding'] ?? ''))
    const body = isBrotli ? compress(answer.file) : answer.file.body
    response.writeHead(answer.status, {
      ...headers,
      ...answer.headers,
      'Content-Type': answer.file.type,
      ...(body === answer.file.body ? {} : { 'Content-Encoding': 'br' }),
      ...(answer.status === 304 ? {} : { 'Content-Length': body.byteLength }),
    })
    response.end(request.method === 'HEAD' || answer.status === 304 ? undefined : body)
  }
}
function portOf(address: string | AddressInfo | null): number {
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  return address.port
}

function configFile(deployment: Deployment): StaticFile {
  const body = new TextEncoder().encode(appConfig(deployment))
  return { body, type: 'application/json; charset=utf-8', etag: null }
}
