import ServiceCore

/// The answer to a launch: 200 says launched, **201 says stored and short of credit** (§3).
struct SMSDropLaunch: Sendable {
    let campaign: SMSDropCampaign
    let isShortOfCredit: Bool

    init(_ answer: HTTPAnswer) throws(ServiceError) {
        campaign = try answer.payload.row { SMSDropCampaign(&$0) }
        isShortOfCredit = answer.status == 201
    }

    init(_ campaign: SMSDropCampaign, isShortOfCredit: Bool) {
        self.campaign = campaign
        self.isShortOfCredit = isShortOfCredit
    }
}
