export { ProposalsScreen as default } from '#src/screens/proposals/ProposalsScreen.tsx'
