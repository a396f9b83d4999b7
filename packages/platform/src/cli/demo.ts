/** `nornos demo` lists the demo people; `nornos demo code NAME` prints the current one-time code of one of them. */
import { demoCode, describeDemoPeople, readDemoPeople } from '../demo/demo-people.ts'
import type { Command } from './command.ts'
import { stateFolder } from './state-folder.ts'

export const demo: Command = {
  summary: 'lists the demo people; `demo code NAME` prints a one-time code',
  run: async ([verb, name]) => {
    const people = await readDemoPeople(stateFolder())
    if (people.length === 0) {
      console.error('There are no demo people here. Make them with: npm start -- --demo')
      return 1
    }
    if (verb === undefined) {
      console.log(describeDemoPeople(people))
      return 0
    }
    const person = people.find(({ key }) => key === name)
    if (verb !== 'code' || !person) {
      console.error(`Say one of: ${people.map(({ key }) => `nornos demo code ${key}`).join(', ')}`)
      return 2
    }
    console.log(demoCode(person))
    return 0
  },
}
