/** Builds the two apps when their sources changed, and serves them. */
import { doctorBuild } from '@nornos/doctor-app/build'
import { patientBuild } from '@nornos/patient-app/build'
import { buildApp, serveApp } from '@nornos/web-build'
import { publicUrlOf } from '../compose/installation.ts'
import type { Ports } from '../compose/layout.ts'

const builds = [patientBuild, doctorBuild]

/** One after the other: a build takes all the memory that a small machine has. */
export async function buildApps(tell: (line: string) => void): Promise<void> {
  for (const build of builds) {
    const startedAt = performance.now()
    const { isFresh } = await buildApp(build)
    const seconds = ((performance.now() - startedAt) / 1_000).toFixed(0)
    if (isFresh) tell(`Built the ${build.name} app in ${seconds} s.`)
  }
}

export async function serveApps(ports: Ports, platformId: string): Promise<AsyncDisposable> {
  const served = new AsyncDisposableStack()
  const portOf = { patient: ports.patientApp, doctor: ports.doctorApp }
  for (const { name, appFolder } of builds) {
    const apiUrl = publicUrlOf(ports)
    served.use(await serveApp({ outFolder: `${appFolder}/out`, port: portOf[name], apiUrl, platformId }))
  }
  return served
}
