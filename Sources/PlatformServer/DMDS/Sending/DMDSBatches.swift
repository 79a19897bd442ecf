import Platform
import ServiceCore

/// What became of a batch, and the texts that an archived one keeps (§9).
enum DMDSBatches {
    static let routes = [
        DMDSRoute("envio/eeid_info", "eeid_info", arguments: "eeid", handlers: ["GET": info])
    ]

    private static let info: DMDSRoute.Handler = { call async throws(ServiceError) in
        let tenant = call.tenant
        let batch = try await batch(call)
        var answer = LongAnswer(Head(eeid: batch.uuid, campana_id: OrNull(batch.campaign)))
        try await answer.list(
            "eventos",
            pages: { last, limit async throws(ServiceError) -> [MailEvent] in
                try await tenant.events(of: batch, after: last, limit: limit, EventPayload.kinds)
            }, payload: { EventPayload($0) })
        if batch.isArchived {
            try await answer.list(
                "archive",
                pages: { last, limit async throws(ServiceError) -> [MailTrace] in
                    try await tenant.trace(of: batch, after: last, limit: limit)
                }, payload: { Trace($0) })
        }
        return answer.response
    }

    private static func batch(_ call: DMDSCall) async throws(ServiceError) -> MailBatch {
        let eeid = try call.fields.required("eeid")
        guard let batch = try await call.tenant.batch(eeid) else {
            throw ServiceError(.notFound, "unknown eeid \(eeid.prefix(100))")
        }
        return batch
    }

    private struct Head: Encodable {
        let status = "ok"
        let eeid: String
        let campana_id: OrNull<Int>
    }

    private struct Trace: Encodable {
        let email: String
        let timestamp: String
        let asunto: String
        let bytes: Int

        init(_ trace: MailTrace) {
            (email, timestamp) = (trace.address, DMDSTime.text(trace.time))
            (asunto, bytes) = (trace.subject, trace.bytes)
        }
    }
}
