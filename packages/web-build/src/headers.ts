/**
 * The headers of every answer of a static app. One policy for all pages: scripts and styles from files of this
 * origin only, connections to this origin and the API only, Trusted Types required.
 */
export interface HeaderSettings {
  /** The API's origin when it is another than the app's, for example `http://localhost:4300`. */
  readonly apiUrl: string | null
  /** HSTS is only sent over https: on localhost it would lock the developer out. */
  readonly isHttps: boolean
}

/** Hash of the one style element that react-aria adds at run time (`touch-action` of pressable elements). */
const REACT_ARIA_STYLE = "'sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o='"

const denied = [
  'accelerometer',
  'autoplay',
  'browsing-topics',
  'display-capture',
  'geolocation',
  'gyroscope',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'serial',
  'usb',
]
const ownOnly = ['camera', 'publickey-credentials-create', 'publickey-credentials-get', 'screen-wake-lock']

/** Header name → value, the same for pages, scripts, workers and errors. @throws when `apiUrl` is not a URL. */
export function headersFor({ apiUrl, isHttps }: HeaderSettings): Readonly<Record<string, string>> {
  return {
    'Content-Security-Policy': contentSecurityPolicy(apiUrl),
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Embedder-Policy': 'require-corp',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Permissions-Policy': [
      ...denied.map((name) => `${name}=()`),
      ...ownOnly.map((name) => `${name}=(self)`),
    ].join(', '),
    ...(isHttps ? { 'Strict-Transport-Security': 'max-age=63072000; includeSubDomains' } : {}),
  }
}

function contentSecurityPolicy(apiUrl: string | null): string {
  const api = apiUrl === null ? '' : ` ${new URL(apiUrl).origin}`
  return [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    `style-src 'self' ${REACT_ARIA_STYLE}`,
    `connect-src 'self'${api}`,
    "img-src 'self' blob: data:",
    "font-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types default nextjs nextjs#bundler',
  ].join('; ')
}

/** Files named by their content never change; everything else is asked for again. */
export function cacheControlFor(path: string): string {
  const isNamedByContent =
    /^\/_next\/static\/(chunks|media|inline)\//.test(path) && !path.endsWith('/trusted-types.js')
  return isNamedByContent ? 'public, max-age=31536000, immutable' : 'no-cache'
}
