/** Signs in and comes back here. How is fetched when somebody asks for it. */
export async function leaveToSignIn(): Promise<void> {
  const { beginSignIn } = await import('./sign-in.ts')
  await beginSignIn({ errand: 'return' })
}
