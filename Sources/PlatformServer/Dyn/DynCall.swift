import ServiceCore

/// The calls that there are, by method and path below `/rest/json`.
enum DynCall {
    typealias Answer = @Sendable (DynCaller) async throws(ServiceError) -> any Encodable & Sendable

    static let all: [String: Answer] = accounts.merging(senders) { one, _ in one }
        .merging(people) { one, _ in one }.merging(reports) { one, _ in one }

    private static let accounts: [String: Answer] = [
        "GET accounts": { caller async throws(ServiceError) in try await caller.listAccounts() },
        "POST accounts": { caller async throws(ServiceError) in try await caller.saveAccount() },
        "POST accounts/delete": { caller async throws(ServiceError) in try await caller.deleteAccount() },
        "GET accounts/xheaders": { caller async throws(ServiceError) in try await caller.headerNames() },
        "POST accounts/xheaders": { caller async throws(ServiceError) in
            try await caller.saveHeaderNames()
        },
        "POST send": { caller async throws(ServiceError) in try await caller.send() },
    ]

    private static let senders: [String: Answer] = [
        "GET senders": { caller async throws(ServiceError) in try await caller.listSenders() },
        "POST senders": { caller async throws(ServiceError) in try await caller.saveSender() },
        "GET senders/details": { caller async throws(ServiceError) in try await caller.senderDetails() },
        "GET senders/status": { caller async throws(ServiceError) in try await caller.senderStatus() },
        "POST senders/dkim": { caller async throws(ServiceError) in try await caller.setSenderDKIM() },
        "POST senders/delete": { caller async throws(ServiceError) in try await caller.deleteSender() },
    ]

    private static let people: [String: Answer] = [
        "GET recipients/status": { caller async throws(ServiceError) in try await caller.recipientStatus() },
        "POST recipients/activate": { caller async throws(ServiceError) in
            try await caller.activateRecipients()
        },
        "GET suppressions": { caller async throws(ServiceError) in try await caller.listSuppressions() },
        "GET suppressions/count": { caller async throws(ServiceError) in
            try await caller.countSuppressions()
        },
        "POST suppressions": { caller async throws(ServiceError) in try await caller.suppress() },
        "POST suppressions/activate": { caller async throws(ServiceError) in
            try await caller.liftSuppressions()
        },
    ]

    private static let reports: [String: Answer] = Dictionary(
        uniqueKeysWithValues: DynReport.allCases.flatMap { report in
            [false, true].filter { !$0 || report.hasUnique }.flatMap { isUnique -> [(String, Answer)] in
                let unique = isUnique ? "/unique" : ""
                return [
                    (
                        "GET reports/\(report.rawValue)\(unique)",
                        { caller async throws(ServiceError) in
                            try await caller.list(report, isUnique: isUnique)
                        }
                    ),
                    (
                        "GET reports/\(report.rawValue)/count\(unique)",
                        { caller async throws(ServiceError) in
                            try await caller.count(report, isUnique: isUnique)
                        }
                    ),
                ]
            }
        })
}
