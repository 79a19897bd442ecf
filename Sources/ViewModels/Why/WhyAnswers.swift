package import ServiceCore

/// What the connections have said so far of one address.
package struct WhyAnswers: Sendable {
    package typealias Answer = Result<PersonTrace?, ServiceError>

    package let address: String
    private let asked: [ConnectionID]
    private var answers: [ConnectionID: Answer] = [:]

    package init(address: String, asked: [ConnectionID]) {
        self.address = address
        self.asked = asked
    }

    package mutating func take(_ answer: Answer, of connection: ConnectionID) {
        answers[connection] = answer
    }

    /// Those that have not answered yet.
    package var waiting: [ConnectionID] { asked.filter { answers[$0] == nil } }

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
