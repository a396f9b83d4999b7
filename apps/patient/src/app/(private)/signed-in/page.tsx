export { SignedInScreen as default } from '#src/screens/signed-in/SignedInScreen.tsx'
