/** The service did not answer: no network, or it is down. Whether it did the work is not known. */
export class ConnectionError extends Error {
  override readonly name = 'ConnectionError'
  constructor(operationId: string, options?: ErrorOptions) {
    super(`no answer to ${operationId}`, options)
  }
}

/** The answer is not what the contract says: client and service are of different versions, or someone is between. */
export class ContractError extends Error {
  override readonly name = 'ContractError'
  constructor(operationId: string, place: string) {
    super(`answer to ${operationId} does not fit its contract: ${place}`)
  }
}
