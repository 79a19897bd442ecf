package import ServiceCore

extension GlobalVariable: OwnedResource {
    static func table(_ context: PlatformContext) -> OwnedTable<GlobalVariable> {
        OwnedTable(
            name: "global_variable", connection: context.connection, identity: .text,
            blank: { GlobalVariable(id: $0, account: $1, name: "", value: "") },
            columns: [.edited("name", \.name), .edited("value", \.value)])
    }
}

/// What can be done with the global variables of the embedded platform.
extension OwnedKind<GlobalVariable> {
    func operations() -> ResourceOperations<GlobalVariable> { operations(OwnedForm("name", "value")) }
}

extension Tenant {
    package var variables: TenantRows<GlobalVariable> { TenantRows(self) { $0.operations() } }
}
