export { NotFoundScreen as default } from '#src/screens/not-found/NotFoundScreen.tsx'
