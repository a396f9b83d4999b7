/** The worker in which typed words become a key: it lives for one of them, so that its memory is given back. */
import { argon2idHere } from '@nornos/crypto/vault-open'
import { expose } from 'comlink'

expose(argon2idHere)
