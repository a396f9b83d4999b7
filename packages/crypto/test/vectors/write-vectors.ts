/** Writes `specs/vectors` anew: `node packages/crypto/test/vectors/write-vectors.ts`. A format that changed shows as a diff. */
import { makeVectorFiles, writeVectorFiles } from './vector-files.ts'

writeVectorFiles(await makeVectorFiles())
