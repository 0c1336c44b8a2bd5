export { prove, type PolicyProof, type ProvedGap, type ProveOptions } from '../invariant/prove.ts'
