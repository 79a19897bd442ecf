import FoundationEssentials
import ServiceCore

/// What `eeid_info` tells of a batch (§9).
struct BatchPayload: Sendable {
    let eeid: String
    let campania: Int?
    let eventos: [EventPayload]
    /// The trace of an archived batch; nil where the batch is not archived.
    let archive: [TracePayload]?

    init(_ answer: JSONReader, asked eeid: String) throws(ServiceError) {
        self.eeid = (try? answer["eeid"].text()) ?? eeid
        campania = try? answer["campana_id", "campania_id"].integer()
        eventos = try EventPayload.list(answer["eventos"])
        guard let list = answer["archive"].ifPresent else {
            archive = nil
            return
        }
        // The shape is inferred: what cannot be read of it still says that there is an archive.
        archive = ((try? list.items()) ?? []).map(TracePayload.init)
    }

    /// One message of the archive's trace, as far as it is known.
    struct TracePayload: Sendable {
        let email: String
        let timestamp: Date?
        let asunto: String
        let bytes: Int?

        init(_ item: JSONReader) {
            email = (try? item["email"].text()) ?? ""
            timestamp = try? item["timestamp"].date()
            asunto = (try? item["asunto"].text()) ?? ""
            bytes = try? item["bytes"].integer()
        }

        var line: DatedText {
            let parts: [DatedText?] = [
                timestamp.map { "\($0)" }, email.isEmpty ? nil : "\(email)",
                asunto.isEmpty ? nil : "“\(asunto)”", bytes.map { "\(NumberText.grouped($0)) bytes" },
            ]
            return parts.compactMap(\.self).joined(separator: " ")
        }
    }

    /// When the first message of it went out.
    var begun: Date? { eventos.compactMap(\.toldTime).min() }

    /// How many of its mails have gone out; nil where it has no event at all, as right after a send.
    var sent: Int? { eventos.isEmpty ? nil : eventos.count { $0.kind == .accepted } }

    func batch(in context: DMDSContext) -> Batch {
        var batch = Batch(
            id: context.id(.batch, eeid), account: context.account,
            campaign: campania.map { context.memory.title(ofCampaign: $0) } ?? "")
        batch.messageCount = sent
        batch.isArchived = archive != nil
        batch.trace = (archive ?? []).map(\.line)
        batch.created = begun
        return batch
    }
}

extension DMDSContext {
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
