/** The OpenAPI 3.1 description of a contract, for readers and other tools. Generated, never edited. */
import * as z from 'zod/mini'
import type { Contract, Endpoint, RequestBody, ResponseBody, Schema } from './endpoint.ts'
import { pathParameters } from './path.ts'
import { commonProblems, type ProblemKind } from './problem.ts'

type Node = Readonly<Record<string, unknown>>

/** A plain JSON value; key order is the contract's, so the text is stable. */
export function openApiOf(title: string, contract: Contract): Node {
  const paths: Record<string, Record<string, Node>> = {}
  for (const endpoint of Object.values(contract)) {
    const path = endpoint.path.replaceAll(/:([A-Za-z][A-Za-z0-9]*)/g, '{$1}')
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operationOf(endpoint) }
  }
  return { openapi: '3.1.0', info: { title, version: '1' }, paths, components: { securitySchemes } }
}

const securitySchemes: Node = {
  session: { type: 'http', scheme: 'DPoP', description: 'Session token with a DPoP proof (RFC 9449).' },
  'access-token': {
    type: 'http',
    scheme: 'DPoP',
    description: 'Access token for one patient, with a DPoP proof.',
  },
  service: { type: 'http', scheme: 'Service', description: 'Signed token of a neighbouring service.' },
}

function operationOf(endpoint: Endpoint): Node {
  const { request, credential } = endpoint
  return {
    operationId: endpoint.operationId,
    summary: endpoint.summary,
    'x-actors': endpoint.actors,
    ...(endpoint.audit ? { 'x-audit': endpoint.audit } : {}),
    ...(credential === 'none' ? { security: [] } : { security: [{ [credential]: [] }] }),
    parameters: [
      ...pathParameters(endpoint.path).map((name) => parameterOf('path', name, request.params, true)),
      ...membersOf(request.query).map((name) => parameterOf('query', name, request.query, false)),
    ],
    ...(request.body ? { requestBody: { required: true, content: contentOf(request.body) } } : {}),
    responses: { ...repliesOf(endpoint), ...problemsOf(endpoint) },
  }
}

function repliesOf(endpoint: Endpoint): Node {
  const replies: Record<string, Node> = {}
  for (const [status, body] of Object.entries(endpoint.responses)) {
    const content = contentOf(body)
    replies[status] = { description: endpoint.summary, ...(content ? { content } : {}) }
  }
  return replies
}

function problemsOf(endpoint: Endpoint): Node {
  const byStatus = new Map<number, string[]>()
  const kinds: Readonly<Record<string, ProblemKind>> = { ...commonProblems, ...endpoint.problems }
  for (const [code, kind] of Object.entries(kinds)) {
    byStatus.set(kind.status, [...(byStatus.get(kind.status) ?? []), code])
  }
  const replies: Record<string, Node> = {}
  for (const [status, codes] of [...byStatus].sort(([left], [right]) => left - right)) {
    replies[status] = {
      description: codes.join(', '),
      content: { 'application/problem+json': { schema: { type: 'object' } } },
    }
  }
  return replies
}

function contentOf(body: RequestBody | ResponseBody): Node | undefined {
  if (!('kind' in body)) return { 'application/json': { schema: schemaOf(body) } }
  switch (body.kind) {
    case 'bytes':
      return { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } }
    case 'events':
      return { 'text/event-stream': { schema: schemaOf(body.event) } }
    case 'lines':
      return { 'application/x-ndjson': { schema: schemaOf(body.line) } }
    case 'empty':
      return undefined
  }
}

function schemaOf(schema: Schema): Node {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  return rest
}

function membersOf(schema: Schema | undefined): string[] {
  const properties = schema ? schemaOf(schema)['properties'] : undefined
  return properties && typeof properties === 'object' ? Object.keys(properties) : []
}

function parameterOf(
  place: 'path' | 'query',
  name: string,
  schema: Schema | undefined,
  required: boolean,
): Node {
  const properties = schema ? schemaOf(schema)['properties'] : undefined
  const described = properties && typeof properties === 'object' ? Reflect.get(properties, name) : undefined
  return { name, in: place, required, schema: described ?? { type: 'string' } }
}
