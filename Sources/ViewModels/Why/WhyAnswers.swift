package import ServiceCore

/// What the connections have said so far of one address.
package struct WhyAnswers: Sendable {
    package typealias Answer = Result<PersonTrace?, ServiceError>

    package let address: String
    /// A campaign that is asked about besides.
    package var campaign: AskedCampaign?
    private let asked: [ConnectionID]
    private var answers: [ConnectionID: Answer] = [:]

    package init(address: String, asked: [ConnectionID], campaign: AskedCampaign? = nil) {
        self.address = address
        self.asked = asked
        self.campaign = campaign
    }

    package struct AskedCampaign: Sendable {
        package let id: ResourceID
        package let title: String
        /// Nil until it is there; nil in it where the platform tells nothing of the kind.
        package var fate: Result<CampaignFate?, ServiceError>?
    }

    package mutating func take(_ answer: Answer, of connection: ConnectionID) {
        answers[connection] = answer
    }

    /// Those that have not answered yet.
    package var waiting: [ConnectionID] { asked.filter { answers[$0] == nil } }

    /// Whom platforms would send to and stop at once; told only once all have answered.
    package var drift: PersonDrift? {
        waiting.isEmpty ? PersonDrift(traces.flatMap(\.verdicts)) : nil
    }

    package var traces: [PersonTrace] {
        asked.compactMap { try? answers[$0]?.get() }
    }

    /// One connection that fails does not hide what the others know.
    package var failures: [(ConnectionID, ServiceError)] {
        asked.compactMap { id in
            if case .failure(let error) = answers[id] { (id, error) } else { nil }
        }
    }
}
