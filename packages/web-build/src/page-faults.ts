/** What the content security policy would break in a page, in words. Empty for a page that may be served. */
export function pageFaults(html: string): string[] {
  const faults: string[] = []
  for (const [element] of html.matchAll(/<[a-z][^>]*>/gi)) {
    if (/\sstyle=/i.test(element)) faults.push(`style attribute in ${element}`)
    if (/\son[a-z]+=/i.test(element)) faults.push(`event handler attribute in ${element}`)
    if (/^<style/i.test(element)) faults.push('style element')
    if (/^<script/i.test(element) && !/\ssrc="\//i.test(element))
      faults.push(`script not of this origin: ${element}`)
  }
  return faults
}
