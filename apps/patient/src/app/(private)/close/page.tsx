export { AccountCloseScreen as default } from '#src/screens/account-close/AccountCloseScreen.tsx'
