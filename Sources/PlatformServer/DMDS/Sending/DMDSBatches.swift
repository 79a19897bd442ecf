import Platform
import ServiceCore

/// What became of a batch, and the texts that an archived one keeps (§9).
enum DMDSBatches {
    static let routes = [
        DMDSRoute("envio/eeid_info", "eeid_info", arguments: "eeid", handlers: ["GET": info]),
        DMDSRoute("envio/eeid_eml", "eeid_eml", arguments: "eeid", "email", handlers: ["GET": text]),
    ]

    private static let info: DMDSRoute.Handler = { call async throws(ServiceError) in
        let tenant = call.tenant
        let batch = try await batch(call)
        var answer = LongAnswer(["eeid": batch.uuid, "campana_id": batch.campaign])
        try await answer.list(
            "eventos",
            pages: { last, limit async throws(ServiceError) -> [MailEvent] in
                try await tenant.events(of: batch, after: last, limit: limit, DMDSEvents.kinds)
            }, payload: DMDSEvents.payload)
        if batch.isArchived {
            try await answer.list(
                "archive",
                pages: { last, limit async throws(ServiceError) -> [MailTrace] in
                    try await tenant.trace(of: batch, after: last, limit: limit)
                }, payload: payload)
        }
        return answer.response
    }

    private static let text: DMDSRoute.Handler = { call async throws(ServiceError) in
        let batch = try await batch(call)
        let email = try call.fields.requiredEmail()
        guard let bytes = try await call.tenant.archived(batch: batch.uuid, address: email) else {
            throw ServiceError(.notFound, "no archived mail to \(email.asDMDSWrites) in \(batch.uuid)")
        }
        return .ok([
            "eeid": batch.uuid, "email": email.asDMDSWrites, "eml": String(decoding: bytes, as: UTF8.self),
        ])
    }

    private static func batch(_ call: DMDSCall) async throws(ServiceError) -> MailBatch {
        let eeid = try call.fields.required("eeid")
        guard let batch = try await call.tenant.batch(eeid) else {
            throw ServiceError(.notFound, "unknown eeid \(eeid.prefix(100))")
        }
        return batch
    }

    private static func payload(_ trace: MailTrace) -> JSONObject {
        [
            "email": trace.address.asDMDSWrites, "timestamp": DMDSTime.text(trace.time),
            "asunto": trace.subject, "bytes": trace.bytes,
        ]
    }
}
