/** Problem details (RFC 9457): what went wrong, and what the caller can do about it. */

/** One kind of problem, declared once: `detail` says what to do, in plain words. */
export interface ProblemKind {
  readonly status: number
  readonly title: string
  readonly detail: string
}

/** What a handler returns instead of a reply; `code` must be declared by the endpoint. */
export interface Problem<Code extends string> {
  readonly problem: Code
  /** Facts that help the caller (a limit, a position). Never a secret, a value of the record or a name. */
  readonly facts: Readonly<Record<string, string | number | boolean>>
}

export function problem<const Code extends string>(
  code: Code,
  facts: Problem<Code>['facts'] = {},
): Problem<Code> {
  return { problem: code, facts }
}

/** The `type` member of a problem document. */
export function problemType(code: string): string {
  return `urn:nornos:problem:${code}`
}

/** The code inside a problem document's `type`, or null when it is not one of ours. */
export function problemCode(type: string): string | null {
  return type.startsWith('urn:nornos:problem:') ? type.slice('urn:nornos:problem:'.length) : null
}

/** What every endpoint may answer, whatever it declares. */
export const commonProblems = {
  'invalid-request': {
    status: 400,
    title: 'The request was not understood',
    detail: 'Correct the named place and send it again.',
  },
  'sign-in-needed': {
    status: 401,
    title: 'You are not signed in',
    detail: 'Sign in and try again.',
  },
  'not-your-role': {
    status: 403,
    title: 'This is not open to you',
    detail: 'Sign in with an account that may do this.',
  },
  'not-found': {
    status: 404,
    title: 'Not found',
    detail: 'It does not exist, or it is not open to you.',
  },
  'body-too-large': {
    status: 413,
    title: 'Too large',
    detail: 'Send a smaller part. The limit is named in maxBytes.',
  },
  'too-many-requests': {
    status: 429,
    title: 'Too many requests',
    detail: 'Wait for the time in Retry-After and try again.',
  },
  'internal-error': {
    status: 500,
    title: 'Something went wrong on our side',
    detail: 'Nothing was changed. Try again; if it stays, tell us the correlation id of this answer.',
  },
  'service-unavailable': {
    status: 503,
    title: 'A part of the service is not available',
    detail: 'Nothing was changed. Try again after the time in Retry-After.',
  },
} as const satisfies Record<string, ProblemKind>

export type CommonProblemCode = keyof typeof commonProblems
