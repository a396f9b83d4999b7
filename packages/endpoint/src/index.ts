export {
  type BytesBody,
  bytes,
  type EmptyBody,
  type EventsBody,
  empty,
  events,
  type LinesBody,
  lines,
} from './body.ts'
export {
  type ActorType,
  actorTypes,
  type Contract,
  type Credential,
  type Endpoint,
  endpoint,
  type Method,
  type RequestBody,
  type ResponseBody,
  type Schema,
} from './endpoint.ts'
export type {
  Actor,
  Handler,
  HandlerRequest,
  Handlers,
  InputOf,
  Membership,
  OutputOf,
  PassedOn,
  Reply,
  ServerEvent,
} from './handler.ts'
export { openApiOf } from './open-api.ts'
export { fillPath, pathParameters } from './path.ts'
export {
  type CommonProblemCode,
  commonProblems,
  type Problem,
  type ProblemKind,
  problem,
  problemCode,
  problemType,
} from './problem.ts'
