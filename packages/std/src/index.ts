export { AssertionError, assert, exhaustive, present } from './assert.ts'
export {
  type Bytes,
  bytesToUuid,
  compareBytes,
  concat,
  equalBytes,
  fromBase64Url,
  fromHex,
  fromUtf8,
  releaseBytes,
  toBase64Url,
  toHex,
  utf8,
  uuidToBytes,
} from './bytes.ts'
export { canonicalJson, type Json } from './canonical-json.ts'
export { type Err, err, type Ok, ok, type Result } from './result.ts'
