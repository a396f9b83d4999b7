/**
 * The large word list of the Electronic Frontier Foundation (Joseph Bonneau, 2016; CC BY 3.0 US): 7,776 words,
 * all told apart by eye and ear. Apart from the rest so that it loads only when words are made or typed.
 */
import list from './eff-large-wordlist.json' with { type: 'json' }

export const effLargeWordlist: readonly string[] = list.split(' ')
