extension Connection {
    /// The same connection, which never sends what stands in the place of an id that nobody can read.
    package func sparingUnreadable() -> Connection {
        var sparing = self
        sparing.resources = resources.mapValues { $0.sparingUnreadable() }
        sparing.campaigns = campaigns?.sparingUnreadable()
        sparing.messages = messages?.sparingUnreadable()
        if let trace {
            sparing.trace = { address async throws(ServiceError) in
                try ResourceID.requireReadable([address])
                return try await trace(address)
            }
        }
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
        sparing.form = { row async throws(ServiceError) in
            try ResourceID.requireReadable(row.map { [$0.id] } ?? [])
            return try await form(row)
        }
        sparing.submit = { row, values async throws(ServiceError) in
            try ResourceID.requireReadable(row.map { [$0.id] } ?? [], values)
            return try await submit(row, values)
        }
        return sparing
    }
}

extension Deletion<Row> {
    fileprivate func sparingUnreadable() -> Deletion<Row> {
        var sparing = self
        sparing.restoration = { row async throws(ServiceError) in
            try ResourceID.requireReadable([row.id])
            return try await restoration(row)
        }
        sparing.perform = { ids async throws(ServiceError) in
            try ResourceID.requireReadable(ids)
            return try await perform(ids)
        }
        return sparing
    }
}

extension ResourceAction<Row> {
    fileprivate func sparingUnreadable() -> ResourceAction<Row> {
        var sparing = self
        sparing.availability = { row in
            row.id.isReadable ? availability(row) : .disabled(ResourceID.unreadable)
        }
        sparing.perform = { ids, values async throws(ServiceError) in
            try ResourceID.requireReadable(ids, values)
            return try await perform(ids, values)
        }
        return sparing
    }
}

extension MessageOperations {
    fileprivate func sparingUnreadable() -> MessageOperations {
        var sparing = self
        sparing.form = { ids async throws(ServiceError) in
            try ResourceID.requireReadable(ids)
            return try await form(ids)
        }
        sparing.send = { ids, values async throws(ServiceError) in
            try ResourceID.requireReadable(ids, values)
            return try await send(ids, values)
        }
        return sparing
    }
}

extension CampaignControl {
    fileprivate func sparingUnreadable() -> CampaignControl {
        var sparing = self
        sparing.plan = { id async throws(ServiceError) in
            try ResourceID.requireReadable([id])
            return try await plan(id)
        }
        sparing.launch = { id, key async throws(ServiceError) in
            try ResourceID.requireReadable([id])
            return try await launch(id, key)
        }
        sparing.pause = Self.sparing(pause)
        sparing.resume = Self.sparing(resume)
        sparing.abort = Self.sparing(abort)
        sparing.watch = { id in
            id.isReadable ? watch(id) : .newest { $0.yield(.interrupted(ResourceID.refusal(id.native))) }
        }
        return sparing
    }

    private static func sparing(_ verb: Verb?) -> Verb? {
        guard let verb else { return nil }
        return { id async throws(ServiceError) in
            try ResourceID.requireReadable([id])
            return try await verb(id)
        }
    }
}

extension ResourceID {
    /// - Parameter values: what goes out with it, in which another row's name may stand.
    fileprivate static func requireReadable(
        _ ids: [ResourceID], _ values: FormValues = FormValues()
    ) throws(ServiceError) {
        try requireReadable(ids.map(\.native) + values.texts.keys.flatMap(values.list))
    }

    fileprivate static func requireReadable(_ keys: [String]) throws(ServiceError) {
        if let key = keys.first(where: isPlaceholder) { throw refusal(key) }
    }

    fileprivate static func refusal(_ key: String) -> ServiceError {
        ServiceError(
            .refused, "Nothing can be done to “\(key)”: \(unreadable).",
            hint: "Look at it where the platform itself shows it.")
    }
}
