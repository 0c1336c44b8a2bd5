/** Codes of params that name one of a few ways. A parameter of type codes may choose: its `of` is `effect.param`, its one code the choice. */
export const UNITS = ['institution', 'alliance', 'region'] as const
export const AGGREGATORS = ['mean', 'latest', 'sum'] as const
/** lastMonth: the advance revolves and is recovered at the end; immediate: from the first sums approved; evenly: a part each month. */
export const OFFSETS = ['lastMonth', 'immediate', 'evenly'] as const
export const PAYEES = ['lead', 'each'] as const
/** Whose spend counts: of residents of the area at the members, of these residents wherever treated, of everyone at the members. */
export const SCOPES = ['residentsAtMembers', 'residentsAnywhere', 'members'] as const
export const SPEND_DAYS = ['settleDate', 'dischargeDate'] as const
/** What a case counts with: what the pooled fund paid, what it earns by score, nothing of its own where persons are paid for by head. */
export const COUNTS = ['paid', 'score', 'capitation'] as const
