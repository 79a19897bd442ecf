package import ServiceCore

extension Template: OwnedResource {
    static func table(_ context: PlatformContext) -> OwnedTable<Template> {
        OwnedTable(
            name: "template", connection: context.connection, identity: .key,
            blank: { Template(id: $0, account: $1, name: "") },
            columns: [
                .edited("name", \.name), .edited("subject", \.subject), .edited("html", \.html),
                .edited("text", \.text), .edited("updated_at", \.changed), .shown("created_at", \.created),
            ])
    }
}

/// What can be done with the templates of the embedded platform.
extension OwnedKind<Template> {
    func operations() -> ResourceOperations<Template> {
        var form = OwnedForm<Template>("name", "subject", "html", "text")
        form.check = { _, template throws(ServiceError) in
            guard template.html.isEmpty, template.text.isEmpty else { return }
            throw ServiceError(
                .invalid, "The template has neither HTML nor text.", hint: "Fill in one of them.",
                field: "html")
        }
        form.touch = { session, template in template.changed = session.now }
        return operations(form)
    }
}

extension Tenant {
    package var templates: TenantRows<Template> { TenantRows(self) { $0.operations() } }
}
