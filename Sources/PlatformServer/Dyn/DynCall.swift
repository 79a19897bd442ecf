import Platform
import ServiceCore

/// The calls that there are, by method and path below `/rest/json`.
enum DynCall {
    typealias Answer = @Sendable (DynCaller) async throws(ServiceError) -> any Encodable & Sendable

    static let all: [String: Answer] = fixed.merging(reports) { one, _ in one }

    private static let fixed: [String: Answer] = [
        "GET accounts": { call async throws(ServiceError) in try await call.listAccounts() },
        "POST accounts": { call async throws(ServiceError) in try await call.saveAccount() },
        "POST accounts/delete": { call async throws(ServiceError) in try await call.deleteAccount() },
        "GET accounts/xheaders": { call async throws(ServiceError) in try await call.headerNames() },
        "POST accounts/xheaders": { call async throws(ServiceError) in try await call.saveHeaderNames() },
        "POST send": { call async throws(ServiceError) in try await call.send() },
        "GET senders": { call async throws(ServiceError) in try await call.listSenders() },
        "POST senders": { call async throws(ServiceError) in try await call.saveSender() },
        "GET senders/details": { call async throws(ServiceError) in try await call.senderDetails() },
        "GET senders/status": { call async throws(ServiceError) in try await call.senderStatus() },
        "POST senders/dkim": { call async throws(ServiceError) in try await call.setSenderDKIM() },
        "POST senders/delete": { call async throws(ServiceError) in try await call.deleteSender() },
        "GET recipients/status": { call async throws(ServiceError) in try await call.recipientStatus() },
        "POST recipients/activate": { call async throws(ServiceError) in try await call.activateRecipients()
        },
        "GET suppressions": { call async throws(ServiceError) in try await call.listSuppressions() },
        "GET suppressions/count": { call async throws(ServiceError) in try await call.countSuppressions() },
        "POST suppressions": { call async throws(ServiceError) in try await call.suppress() },
        "POST suppressions/activate": { call async throws(ServiceError) in try await call.liftSuppressions()
        },
    ]

    private static let reports: [String: Answer] = {
        var calls: [String: Answer] = [:]
        for report in DynReport.allCases {
            add(report, to: &calls, isUnique: false)
            if report.hasUnique { add(report, to: &calls, isUnique: true) }
        }
        return calls
    }()

    private static func add(_ report: DynReport, to calls: inout [String: Answer], isUnique: Bool) {
        let (path, unique) = ("GET reports/\(report.rawValue)", isUnique ? "/unique" : "")
        let list: Answer = { call async throws(ServiceError) -> any Encodable & Sendable in
            let rows = try await call.list(report, isUnique: isUnique)
            return rows
        }
        let count: Answer = { call async throws(ServiceError) -> any Encodable & Sendable in
            let count = try await call.count(report, isUnique: isUnique)
            return count
        }
        calls[path + unique] = list
        calls["\(path)/count\(unique)"] = count
    }
}

/// Who calls, and with what.
struct DynCaller: Sendable {
    let tenant: Tenant
    let parameters: DynParameters

    /// - Throws: `.forbidden`, where the key is that of a sub-account.
    func requireMaster() throws(ServiceError) {
        guard !tenant.isAdmin else { return }
        throw ServiceError(.forbidden, "This needs the key of the master account.")
    }
}
