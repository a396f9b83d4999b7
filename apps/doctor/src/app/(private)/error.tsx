'use client'
export { FailureScreen as default } from '#src/screens/failure/FailureScreen.tsx'
