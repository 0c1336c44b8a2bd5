// Written by `npm run schemas` from the catalogue of facts.
import type { YearStateJson } from './settlement/state.ts'

/** A claim as JSON: the facts of one encounter. Amounts are yuan, decimal strings (or numbers) with at most two decimals; days are YYYY-MM-DD. */
export interface ClaimJson {
  /** 本格式 · This schema */
  readonly $schema?: string
  readonly version?: 1
  /** 单据标识 · Id of the claim */
  readonly id?: string
  readonly person?: {
    /** 人员标识 · Person */
    readonly id?: string
    /** 户籍地 · Area of household registration */
    readonly hukouArea?: string
    /** 居住地 · Area of residence */
    readonly residenceArea?: string
    /** 低收入人口/困难群众类别 · Low-income category */
    readonly lowIncomeCategory?:
      | 'none'
      | 'minimumLivingAllowance'
      | 'extremePoverty'
      | 'povertyReturnMonitored'
      | 'marginalLowIncome'
      | 'rigidExpenditurePatient'
      | 'otherHardship'
    /** 农村人口 · Rural */
    readonly rural?: boolean
    /** 身份认定日期 · Low-income identity recognised on */
    readonly lowIncomeRecognisedOn?: string
    /** 医保系统身份标注日期 · Low-income identity marked on */
    readonly lowIncomeMarkedOn?: string
    /** 特困供养方式 · Extreme poverty support */
    readonly extremePovertySupport?: 'none' | 'concentrated' | 'dispersed'
    /** 已确诊病种 · Diagnosed conditions */
    readonly conditions?: readonly string[]
    /** 病程阶段 · Phase of the condition */
    readonly conditionPhase?: 'unspecified' | 'stable' | 'acute' | 'postOpRecovery' | 'maintenance'
    /** 基层规范化管理病种 · Conditions managed at a primary institution */
    readonly managedConditions?: readonly string[]
    /** 门诊慢特病资格 · Recognised for chronic outpatient care */
    readonly chronicRecognised?: boolean
    /** “两病”保障资格 · Enrolled in the two-disease programme */
    readonly twoDiseaseEnrolled?: boolean
    /** 家庭医生签约 · Contracted with a family doctor */
    readonly familyDoctorContracted?: boolean
    /** 异地安置登记 · Remote placement registered */
    readonly remotePlacementRegistered?: boolean
    /** 一年内异地安置业务办理次数 · Remote placement changes within a year */
    readonly remotePlacementCount?: number
    /** 已享受异地安置待遇 · Remote placement benefit used */
    readonly remotePlacementBenefitUsed?: boolean
    /** 流动性强的新业态参保人 · Mobile worker in new forms of employment */
    readonly mobileNewFormWorker?: boolean
    /** 已通过失能等级评估 · Disability assessed */
    readonly disabilityAssessed?: boolean
    /** 在职/退休 · Employment */
    readonly employment?: 'none' | 'inService' | 'retired'
    /** 救助身份 · Low-income identities */
    readonly identities?: readonly {
      /** 身份类别 · Category */
      readonly category:
        | 'none'
        | 'minimumLivingAllowance'
        | 'extremePoverty'
        | 'povertyReturnMonitored'
        | 'marginalLowIncome'
        | 'rigidExpenditurePatient'
        | 'otherHardship'
      /** 起 · From */
      readonly from: string
      /** 止（当日不再有） · To (no longer held on that day) */
      readonly to?: string
      /** 认定日 · Recognised on */
      readonly recognisedOn?: string
      /** 标识日 · Marked on */
      readonly markedOn?: string
    }[]
  }
  readonly insurance?: {
    /** 险种 · Scheme */
    readonly scheme?: 'resident' | 'employee'
    /** 统筹区（参保市） · Pooling city */
    readonly poolCity?: string
    /** 参保县（市、区） · County of insurance */
    readonly county?: string
    /** 已参保 · Enrolled */
    readonly enrolled?: boolean
    /** 参加长期护理保险 · Enrolled in long-term care insurance */
    readonly ltcEnrolled?: boolean
    /** 公务员补助 · Civil-servant supplement */
    readonly civilServant?: boolean
    /** 待遇起始日 · Benefits start on */
    readonly benefitFrom?: string
  }
  readonly region?: {
    /** 医疗资源相对薄弱地区 · Area of weak medical resources */
    readonly resourcesWeak?: boolean
    /** 基金结余充裕地区 · Area of ample fund surplus */
    readonly fundSurplusAmple?: boolean
  }
  readonly institution?: {
    /** 机构标识 · Institution */
    readonly id?: string
    /** 机构类别 · Institution type */
    readonly type?:
      | 'villageClinic'
      | 'communityStation'
      | 'townshipCentre'
      | 'communityCentre'
      | 'hospital'
      | 'retailPharmacy'
      | 'nursingHome'
      | 'nursingHospital'
      | 'internetHospital'
      | 'financialOutlet'
    /** 医院等级 · Hospital tier */
    readonly tier?: 'unrated' | 'level1' | 'level2' | 'level3'
    /** 行政层级 · Administrative level */
    readonly adminLevel?: 'village' | 'township' | 'county' | 'city' | 'province' | 'national'
    /** 基层医疗卫生机构 · Primary institution */
    readonly isPrimary?: boolean
    /** 报销比例等级 · Tier for the ratio */
    readonly ratioTier?: 'unrated' | 'level1' | 'level2' | 'level3'
    /** 起付线等级 · Tier for the deductible */
    readonly deductibleTier?: 'unrated' | 'level1' | 'level2' | 'level3'
    /** 举办主体 · Ownership */
    readonly ownership?: 'government' | 'collective' | 'otherPublic' | 'private'
    /** 中医医院 · TCM hospital */
    readonly isTcmHospital?: boolean
    /** 村卫生室一体化管理 · Village clinic under integrated management */
    readonly villageIntegrated?: boolean
    /** 所属乡镇卫生院（社区中心） · Parent township or community centre */
    readonly parentId?: string
    /** 医保定点 · Designated */
    readonly designated?: boolean
    /** 门诊统筹定点 · Designated for pooled outpatient care */
    readonly outpatientPoolDesignated?: boolean
    /** 医共体/医联体/医疗集团 · Alliance */
    readonly allianceId?: string
    /** 联合体内角色 · Role in the alliance */
    readonly allianceRole?: 'none' | 'lead' | 'member'
    /** 机构所在市 · City of the institution */
    readonly city?: string
    /** 机构所在县 · County of the institution */
    readonly county?: string
    /** 政策标签 · Policy flags */
    readonly policyFlags?: readonly (
      | 'countySubCentre'
      | 'communityHospital'
      | 'qualityServiceRecommended'
      | 'provincialTcmPilot'
      | 'qualifies'
    )[]
    /** 服务能力 · Capabilities */
    readonly capabilities?: readonly (
      | 'longPrescription'
      | 'maintenanceTherapy'
      | 'rareDisease'
      | 'prescribeAndDispense'
      | 'expertSurgery'
    )[]
    /** 现行结算方式 · Settlement method in use */
    readonly settlementMethod?: 'fee' | 'dip' | 'drg' | 'diseaseCharge' | 'capitation' | 'perDiem'
    readonly conduct?: {
      /** 管理规范 · Well managed */
      readonly wellManaged?: boolean
      /** 运行正常 · Operating normally */
      readonly operatingNormally?: boolean
      /** 收支平衡 · Solvent */
      readonly solvent?: boolean
      /** 支持改革 · Supports the reform */
      readonly supportsReform?: boolean
      /** 严格执行政策 · Applies policy strictly */
      readonly policyStrict?: boolean
      /** 质量达标 · Quality met */
      readonly qualityMet?: boolean
      /** 基金使用合规 · Compliant use of the fund */
      readonly fundUseCompliant?: boolean
    }
    /** 纳入市异地结算平台 · On the remote settlement platform */
    readonly onRemotePlatform?: boolean
    /** 医保联网 · Networked with the insurer */
    readonly networked?: boolean
    /** 城区交叉定点 · Cross-designated in the urban area */
    readonly crossDesignated?: boolean
  }
  readonly encounter?: {
    /** 就医类型 · Kind of encounter */
    readonly kind?:
      | 'inpatient'
      | 'outpatient'
      | 'outpatientChronic'
      | 'outpatientTwoDisease'
      | 'daySurgery'
      | 'preOpOutpatientExam'
      | 'dualChannelDrug'
      | 'ltcInstitutionMedical'
      | 'ltcResidential'
      | 'ltcHome'
    /** 入院日期 · Admission */
    readonly admitDate?: string
    /** 出院日期 · Discharge */
    readonly dischargeDate?: string
    /** 就诊/费用发生日期 · Service */
    readonly serviceDate?: string
    /** 结算日期 · Settlement */
    readonly settleDate?: string
    /** 同一疾病连续治疗标识 · Episode */
    readonly episodeId?: string
    /** 住院标识 · Stay */
    readonly stayId?: string
    /** 结算段 · Part settled */
    readonly part?: 'interim' | 'final'
    /** 病种 · Disease */
    readonly disease?: string
    /** DRG/DIP 病组（种） · DRG or DIP group */
    readonly diseaseGroup?: string
    /** 就医地关系 · Place of treatment */
    readonly location?: 'sameCounty' | 'otherCountySameCity' | 'cityOwned' | 'outCityInProvince' | 'outProvince'
    /** 就医渠道 · Channel */
    readonly channel?: 'inPerson' | 'internet' | 'outreach' | 'home'
    /** 就医原因 · Cause */
    readonly cause?: 'illness' | 'accident' | 'maternity'
    /** 中医门诊诊疗 · TCM outpatient care */
    readonly tcmOutpatient?: boolean
    /** 病例标志 · Case flags */
    readonly caseFlags?: readonly (
      | 'difficultCase'
      | 'innovativeTechnology'
      | 'expertSurgery'
      | 'pathwayDeviation'
      | 'urgentRescue'
      | 'followUpOfHigherVisit'
      | 'tcmPathway'
    )[]
    /** 达到出院标准 · Discharge criteria met */
    readonly dischargeCriteriaMet?: boolean
    /** 拒不出院/不服从分级诊疗管理 · Refuses discharge or tiered-care management */
    readonly refusesManagement?: boolean
    /** 知情同意 · Informed consent */
    readonly informedConsent?: boolean
    /** 实名核验 · Identity verified */
    readonly identityVerified?: boolean
    /** 直接结算 · Directly settled */
    readonly directlySettled?: boolean
    /** 违规情形 · Irregularities */
    readonly irregularities?: readonly (
      | 'inducedAdmission'
      | 'lowIndication'
      | 'bedHanging'
      | 'splitStay'
      | 'nonStandardCare'
      | 'fraud'
      | 'refusedPatient'
    )[]
    /** 本机构能诊治 · Treatable here */
    readonly treatableHere?: boolean
    /** 需住院 · Needs an inpatient stay */
    readonly needsInpatient?: boolean
  }
  readonly referral?: {
    /** 转诊方向 · Referral direction */
    readonly direction?: 'none' | 'up' | 'down' | 'lateral'
    /** 按规定转诊 · Referred by the rules */
    readonly compliant?: boolean
    readonly from?: {
      /** 转出机构标识 · Referring institution */
      readonly id?: string
      /** 转出机构类别 · Referring institution: type */
      readonly type?:
        | 'none'
        | 'villageClinic'
        | 'communityStation'
        | 'townshipCentre'
        | 'communityCentre'
        | 'hospital'
        | 'retailPharmacy'
        | 'nursingHome'
        | 'nursingHospital'
        | 'internetHospital'
        | 'financialOutlet'
      /** 转出机构等级 · Referring institution: tier */
      readonly tier?: 'unrated' | 'level1' | 'level2' | 'level3'
      /** 转出机构行政层级 · Referring institution: administrative level */
      readonly adminLevel?: 'none' | 'village' | 'township' | 'county' | 'city' | 'province' | 'national'
      /** 转出机构所属联合体 · Referring institution: alliance */
      readonly allianceId?: string
      /** 转出机构所在市 · Referring institution: city */
      readonly city?: string
      /** 转出机构所在县 · Referring institution: county */
      readonly county?: string
    }
    readonly to?: {
      /** 转入机构标识 · Receiving institution */
      readonly id?: string
      /** 转入机构类别 · Receiving institution: type */
      readonly type?:
        | 'none'
        | 'villageClinic'
        | 'communityStation'
        | 'townshipCentre'
        | 'communityCentre'
        | 'hospital'
        | 'retailPharmacy'
        | 'nursingHome'
        | 'nursingHospital'
        | 'internetHospital'
        | 'financialOutlet'
      /** 转入机构等级 · Receiving institution: tier */
      readonly tier?: 'unrated' | 'level1' | 'level2' | 'level3'
      /** 转入机构行政层级 · Receiving institution: administrative level */
      readonly adminLevel?: 'none' | 'village' | 'township' | 'county' | 'city' | 'province' | 'national'
      /** 转入机构所属联合体 · Receiving institution: alliance */
      readonly allianceId?: string
      /** 转入机构所在市 · Receiving institution: city */
      readonly city?: string
      /** 转入机构所在县 · Receiving institution: county */
      readonly county?: string
    }
    /** 转诊/外出原因 · Reason for referral or travel */
    readonly reason?: 'none' | 'hospitalRecommended' | 'other'
    /** 转诊办理渠道 · Filed via */
    readonly filedVia?: 'none' | 'smartPlatform' | 'other'
    /** 转诊白名单命中 · Referral whitelists matched */
    readonly whitelist?: readonly ('county' | 'city')[]
    /** 经基层首诊 · First contact at a primary institution */
    readonly firstContactAtPrimary?: boolean
    /** 转诊备案日 · Referral filed on */
    readonly filedOn?: string
    /** 备案有效期起 · Referral valid from */
    readonly validFrom?: string
    /** 备案有效期止 · Referral valid to */
    readonly validTo?: string
  }
  readonly cost?: {
    /** 总医疗费用 · Total cost */
    readonly total?: string | number
    /** 目录外（自费）费用 · Off-catalogue cost */
    readonly offCatalogue?: string | number
    /** 超限价费用 · Cost over the price limit */
    readonly overLimit?: string | number
    /** 先行自付 · Advance self-pay */
    readonly advanceSelfPay?: string | number
    /** 政策范围内（合规）费用 · In-policy cost */
    readonly inPolicy?: string | number
    /** 不规范诊疗费用 · Cost of irregular care */
    readonly irregularAmount?: string | number
    /** 费用明细 · Items of the bill */
    readonly items?: readonly {
      /** 明细标识 · Id */
      readonly id: string
      /** 项目编码 · Code of the item */
      readonly code?: string
      /** 金额 · Amount */
      readonly amount: string | number
      /** 超限价金额 · Amount over the price limit */
      readonly overLimit?: string | number
      /** 先行自付比例 · Advance self-pay share */
      readonly selfPayShare?: string | number
      /** 目录类别（甲乙丙） · Catalogue class */
      readonly catalogueClass: 'A' | 'B' | 'C'
      /** 项目类别 · Kind of item */
      readonly itemKind?:
        | 'tcmService'
        | 'ethnicMedicineService'
        | 'tcmDrug'
        | 'chinesePatentMedicine'
        | 'westernDrug'
        | 'procuredDrug'
        | 'examination'
        | 'treatment'
        | 'surgery'
        | 'material'
        | 'bed'
        | 'familyDoctorBasicMedical'
        | 'other'
      /** 标签 · Flags */
      readonly flags?: readonly string[]
      /** 不规范诊疗 · Irregular care */
      readonly irregular?: boolean
    }[]
  }
  readonly account?: {
    /** 个人账户余额 · Account balance */
    readonly balance?: string | number
    /** 使用个人账户 · Use the account */
    readonly use?: boolean
  }
  /** 本年累计 · What the year has used */
  readonly state?: YearStateJson
}
