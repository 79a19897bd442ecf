import FoundationEssentials
import ServiceCore

/// What `eeid_info` tells of a batch (§9).
struct BatchPayload: Sendable {
    let eeid: String
    let campania: Int?
    let eventos: [EventPayload]
    /// The trace of an archived batch, a line a message; nil where the batch is not archived.
    let archive: [DatedText]?

    init(_ answer: JSONReader, asked eeid: String) throws(ServiceError) {
        self.eeid = (try? answer["eeid"].text()) ?? eeid
        campania = try? answer["campana_id", "campania_id"].integer()
        eventos = try EventPayload.list(answer["eventos"])
        guard let list = answer["archive"].ifPresent else {
            archive = nil
            return
        }
        // The shape is inferred: what cannot be read of it still says that there is an archive.
        archive = ((try? list.items()) ?? []).map(Self.line)
    }

    /// One message of the archive's trace, as far as it is known.
    private static func line(_ item: JSONReader) -> DatedText {
        let (email, subject) = (item.word("email"), item.word("asunto"))
        let parts: [DatedText?] = [
            (try? item["timestamp"].date()).map { "\($0)" }, email.isEmpty ? nil : "\(email)",
            subject.isEmpty ? nil : "“\(subject)”",
            (try? item["bytes"].integer()).map { "\(NumberText.grouped($0)) bytes" },
        ]
        return parts.compactMap(\.self).joined(separator: " ")
    }

    /// When the first message of it went out.
    var begun: Date? { eventos.compactMap(\.toldTime).min() }

    /// How many of its mails have gone out; nil where it has no event at all, as right after a send.
    var sent: Int? { eventos.isEmpty ? nil : eventos.count { $0.kind == .accepted } }
}

extension DMDSContext {
    /// A row of the board.
    ///
    /// - Parameter sent: how many mails went out; nil where that is not known.
    func row(
        ofBatch eeid: String, campaign: Int?, sent: Int?, isArchived: Bool, trace: [DatedText] = [],
        begun: Date?
    ) -> Batch {
        var batch = Batch(
            id: id(.batch, eeid), account: account,
            campaign: campaign.map { memory.title(ofCampaign: $0) } ?? "")
        batch.messageCount = sent
        batch.isArchived = isArchived
        batch.trace = trace
        batch.created = begun
        return batch
    }

    /// What DMDS knows of a batch; nil where it knows none by that id.
    func batch(_ eeid: String) async throws(ServiceError) -> BatchPayload? {
        guard let answer = try await sendIfFound(.read("batches.show", "envio/eeid_info/\(eeid)")) else {
            return nil
        }
        let payload = try BatchPayload(answer, asked: eeid)
        memory.learn(payload)
        return payload
    }

    /// The text of the mail to one recipient of an archived batch (§9).
    ///
    /// - Throws: `.notFound` where the batch is not archived or never went to that address.
    func archivedText(_ eeid: String, _ email: String) async throws(ServiceError) -> String {
        let body: JSONValue = ["eeid": .string(eeid), "email": .string(email)]
        do throws(ServiceError) {
            return try await send(.read("batches.text", "envio/eeid_eml/", body: .json(body)))["eml"].text()
        } catch {
            guard error.code == .notFound else { throw error }
            var told = error
            told.message = "DMDS keeps no text of a message to \(email) in the batch \(eeid)."
            told.hint = "Only archived batches keep texts; archive is chosen when the message is sent."
            throw told
        }
    }
}
