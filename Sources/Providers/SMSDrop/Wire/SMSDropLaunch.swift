import ServiceCore

/// The answer to a launch: 200 says launched, **201 says stored and short of credit** (§3).
struct SMSDropLaunch: Sendable {
    let campaign: SMSDropCampaign
    let isShortOfCredit: Bool

    init(_ answer: HTTPAnswer) throws(ServiceError) {
        self.init(
            try answer.payload.row { SMSDropCampaign(&$0) }, isShortOfCredit: answer.status == 201)
    }

    /// The code of an answer outweighs the state in its body, which may be that of before.
    init(_ campaign: SMSDropCampaign, isShortOfCredit: Bool) {
        self.isShortOfCredit = isShortOfCredit
        var campaign = campaign
        if isShortOfCredit {
            campaign.status = "ABORTED"
        } else if campaign.isAborted {
            campaign.status = "PENDING"
        }
        self.campaign = campaign
    }
}
