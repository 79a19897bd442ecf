package import ServiceCore

/// One kind's rows of one account, with the board's own operations on them.
///
/// Every row is read under the account's id, so another's is not found, whatever id or name is asked for.
package struct TenantRows<R: Revisioned>: Sendable {
    private let tenant: Tenant
    private let kind: OwnedKind<R>
    private let operations: ResourceOperations<R>

    init(_ tenant: Tenant, _ kind: OwnedKind<R>, _ operations: ResourceOperations<R>) {
        self.tenant = tenant
        self.kind = kind
        self.operations = operations
    }

    init(_ tenant: Tenant, _ operations: (OwnedKind<R>) -> ResourceOperations<R>) where R: OwnedResource {
        let kind = OwnedKind<R>(tenant.context)
        self.init(tenant, kind, operations(kind))
    }

    /// All of them, the oldest first.
    package func all() async throws(ServiceError) -> [R] {
        try await kind.context.store.read { [kind, id = tenant.id] db in
            try kind.table.all(of: id, in: db)
        }
    }

    /// A page of them, the oldest first.
    package func page(from start: Int, limit: Int) async throws(ServiceError) -> [R] {
        try await kind.context.store.read { [kind, id = tenant.id] db in
            try kind.table.page(of: id, from: start, limit: limit, in: db)
        }
    }

    /// The row that is called so; case does not matter where names are addresses or domains.
    package func find(_ name: String) async throws(ServiceError) -> R? {
        try await kind.context.store.read { [kind, id = tenant.id] db in
            try kind.table.find(name, of: id, in: db)
        }
    }

    /// The row with this native id.
    package func find(id native: String) async throws(ServiceError) -> R? {
        try await kind.context.store.read { [kind, id = tenant.id] db in
            try kind.table.find(native: native, of: id, in: db)
        }
    }

    /// Makes a row by the values of the board's form, less `account`.
    ///
    /// - Throws: as the form does, the field named.
    package func create(_ values: FormValues) async throws(ServiceError) -> EditOutcome {
        guard let create = operations.create else { throw unsupported("made") }
        var owned = values
        owned["account"] = tenant.username
        return try await create.submit(nil, owned)
    }

    /// Changes a row by the values of the board's form; what is not named stays.
    package func update(_ row: R, _ values: FormValues) async throws(ServiceError) -> EditOutcome {
        guard let update = operations.update else { throw unsupported("changed") }
        return try await update.submit(row, values)
    }

    /// Carries out one of the kind's actions by its name: `enable`, `check`.
    package func perform(
        _ action: String, on rows: [R], _ values: FormValues = FormValues()
    ) async throws(ServiceError) -> EditOutcome {
        guard let action = operations.actions.first(where: { $0.name == action }) else {
            throw unsupported("treated so")
        }
        return try await action.perform(rows.map(\.id), values)
    }

    @discardableResult
    package func delete(_ rows: [R]) async throws(ServiceError) -> EditOutcome {
        guard let delete = operations.delete else { throw unsupported("deleted") }
        return try await delete.perform(rows.map(\.id))
    }

    private func unsupported(_ how: String) -> ServiceError {
        ServiceError(.unsupported, "\(R.words.plural) cannot be \(how) here.")
    }
}
