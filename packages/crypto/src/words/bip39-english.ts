/** BIP39 with its English list, apart so that it loads only when a kit is made or typed. */
export { entropyToMnemonic, mnemonicToEntropy } from '@scure/bip39'
export { wordlist as bip39English } from '@scure/bip39/wordlists/english.js'
