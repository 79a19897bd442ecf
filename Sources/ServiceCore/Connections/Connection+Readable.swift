extension Connection {
    /// The same connection, which never sends what stands in the place of an id that nobody can read.
    package func sparingUnreadable() -> Connection {
        var sparing = self
        sparing.resources = resources.mapValues { $0.sparingUnreadable() }
        sparing.campaigns = campaigns?.sparingUnreadable()
        sparing.messages = messages?.sparingUnreadable()
        sparing.trace = trace.map { checked($0) { [$0] } }
        return sparing
    }
}

extension RowOperations {
    fileprivate func sparingUnreadable() -> RowOperations {
        var sparing = self
        if let find = operations.find {
            sparing.operations.find = { key async throws(ServiceError) in
                ResourceID.isPlaceholder(key) ? nil : try await find(key)
            }
        }
        sparing.operations.update = operations.update?.sparingUnreadable()
        sparing.operations.delete = operations.delete?.sparingUnreadable()
        sparing.operations.actions = operations.actions.map { $0.sparingUnreadable() }
        return sparing
    }
}

extension Submission<Row> {
    fileprivate func sparingUnreadable() -> Submission<Row> {
        var sparing = self
        sparing.form = checked(form) { row in row.map { [$0.id.native] } ?? [] }
        sparing.submit = checked(submit) { row in row.map { [$0.id.native] } ?? [] }
        sparing.submitAll = submitAll.map { checked($0) { $0.map(\.row.id.native) } }
        return sparing
    }
}

extension Deletion<Row> {
    fileprivate func sparingUnreadable() -> Deletion<Row> {
        var sparing = self
        sparing.restoration = checked(restoration) { [$0.id.native] }
        sparing.perform = checked(perform) { $0.map(\.native) }
        return sparing
    }
}

extension ResourceAction<Row> {
    fileprivate func sparingUnreadable() -> ResourceAction<Row> {
        var sparing = self
        sparing.availability = { row in
            row.id.isReadable ? availability(row) : .disabled(ResourceID.unreadable)
        }
        sparing.perform = checked(perform) { $0.map(\.native) }
        return sparing
    }
}

extension MessageOperations {
    fileprivate func sparingUnreadable() -> MessageOperations {
        var sparing = self
        sparing.form = checked(form) { $0.map(\.native) }
        sparing.send = checked(send) { $0.map(\.native) }
        return sparing
    }
}

extension CampaignControl {
    fileprivate func sparingUnreadable() -> CampaignControl {
        var sparing = self
        sparing.plan = checked(plan) { [$0.native] }
        sparing.launch = { id, key async throws(ServiceError) in
            try ResourceID.requireReadable([id.native])
            return try await launch(id, key)
        }
        sparing.pause = pause.map { checked($0) { [$0.native] } }
        sparing.resume = resume.map { checked($0) { [$0.native] } }
        sparing.abort = abort.map { checked($0) { [$0.native] } }
        if let fate {
            sparing.fate = { id, address async throws(ServiceError) in
                try ResourceID.requireReadable([id.native])
                return try await fate(id, address)
            }
        }
        sparing.report = report.map { checked($0) { [$0.native] } }
        sparing.watch = { id in
            id.isReadable ? watch(id) : .newest { $0.yield(.interrupted(ResourceID.refusal(id.native))) }
        }
        return sparing
    }
}

/// The same call, which is refused where it is about a row whose id nobody can read.
///
/// - Parameter keys: the ids of what it is about.
private func checked<Asked: Sendable, Answer: Sendable>(
    _ call: @escaping @Sendable (Asked) async throws(ServiceError) -> Answer,
    _ keys: @escaping @Sendable (Asked) -> [String]
) -> @Sendable (Asked) async throws(ServiceError) -> Answer {
    { asked async throws(ServiceError) in
        try ResourceID.requireReadable(keys(asked))
        return try await call(asked)
    }
}

/// The same of a call that values go out with, in which another row's name may stand.
private func checked<Asked: Sendable, Answer: Sendable>(
    _ call: @escaping @Sendable (Asked, FormValues) async throws(ServiceError) -> Answer,
    _ keys: @escaping @Sendable (Asked) -> [String]
) -> @Sendable (Asked, FormValues) async throws(ServiceError) -> Answer {
    { asked, values async throws(ServiceError) in
        try ResourceID.requireReadable(keys(asked) + values.texts.keys.flatMap(values.list))
        return try await call(asked, values)
    }
}

extension ResourceID {
    fileprivate static func requireReadable(_ keys: [String]) throws(ServiceError) {
        if let key = keys.first(where: isPlaceholder) { throw refusal(key) }
    }

    fileprivate static func refusal(_ key: String) -> ServiceError {
        ServiceError(
            .refused, "Nothing can be done to “\(key)”: \(unreadable).",
            hint: "Look at it where the platform itself shows it.")
    }
}
