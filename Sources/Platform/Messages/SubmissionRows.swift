import ServiceCore
import Store

/// The people of a single send as rows; who is named twice in a message, or stopped by a rule, is not sent to.
struct SubmissionRows {
    let place: DeliveryTransaction.ListPlace
    let isSenderApproved: Bool
    private(set) var accepted = 0
    private(set) var notSent: [(address: String, reason: String)] = []

    mutating func write(
        _ people: [MailDraft.Person], copiesWithEach: Bool, in transaction: inout DeliveryTransaction
    ) throws {
        if copiesWithEach {
            try writeEach(people, &transaction)
        } else {
            try writeTogether(people, &transaction)
        }
    }

    private mutating func writeTogether(
        _ people: [MailDraft.Person], _ transaction: inout DeliveryTransaction
    ) throws {
        var seen: Set<String> = []
        for person in people {
            try write(
                person, isFirst: seen.insert(AddressRules.key(of: person.address)).inserted, of: nil,
                &transaction)
        }
    }

    /// Each recipient's own message, then its copies; for one that is not sent there are none.
    private mutating func writeEach(
        _ people: [MailDraft.Person], _ transaction: inout DeliveryTransaction
    ) throws {
        let copies = people.filter { $0.role != .to }
        var recipients: Set<String> = []
        for person in people where person.role == .to {
            let isFirst = recipients.insert(AddressRules.key(of: person.address)).inserted
            let parent = try write(person, isFirst: isFirst, of: nil, &transaction)
            guard let parent else { continue }
            var seen: Set = [AddressRules.key(of: person.address)]
            for var copy in copies {
                copy.values = person.values
                try write(
                    copy, isFirst: seen.insert(AddressRules.key(of: copy.address)).inserted, of: parent,
                    &transaction)
            }
        }
    }

    /// - Returns: the row's id, nil where it is not sent.
    @discardableResult
    private mutating func write(
        _ person: MailDraft.Person, isFirst: Bool, of parent: Int64?,
        _ transaction: inout DeliveryTransaction
    ) throws -> Int64? {
        let row = DeliveryTransaction.ListedRow(
            address: person.address, ordinal: accepted + notSent.count + 1, isFirst: isFirst,
            name: person.name, role: person.role, parent: parent,
            merge: person.values.isEmpty ? nil : try JSONText.text(person.values))
        let written = try transaction.insert(row, place, isSenderApproved)
        guard let reason = written.reason else {
            accepted += 1
            return written.id
        }
        notSent.append((person.address, reason))
        return nil
    }
}
