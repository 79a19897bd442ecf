package import ServiceCore

/// What can be done with the global variables of the embedded platform.
struct VariableKind: Sendable {
    let kind: OwnedKind<GlobalVariable>

    init(_ context: PlatformContext) {
        kind = OwnedKind(context: context, table: VariableQueries.table(context.connection))
    }

    func operations() -> ResourceOperations<GlobalVariable> {
        var form = PlainForm(
            blank: GlobalVariable(
                id: ResourceID(kind.context.connection, .variable, ""), account: "", name: "", value: ""),
            "name", "value")
        form.uniqueField = "name"
        return kind.operations(sort: RowOrder("name"), form: form)
    }
}

extension Tenant {
    package var variables: TenantRows<GlobalVariable> {
        let kind = VariableKind(context)
        return TenantRows(self, kind.kind, kind.operations())
    }
}

extension GlobalVariable: Revisioned {}
