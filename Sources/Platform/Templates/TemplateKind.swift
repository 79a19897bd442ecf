package import ServiceCore

/// What can be done with the templates of the embedded platform.
struct TemplateKind: Sendable {
    let kind: OwnedKind<Template>

    init(_ context: PlatformContext) {
        kind = OwnedKind(context: context, table: TemplateQueries.table(context.connection))
    }

    func operations() -> ResourceOperations<Template> {
        var form = PlainForm(
            blank: Template(id: ResourceID(kind.context.connection, .template, ""), account: "", name: ""),
            "name", "subject", "html", "text")
        form.check = Self.check
        form.uniqueField = "name"
        form.touch = { session, template in template.changed = session.now }
        return kind.operations(sort: RowOrder("name"), form: form)
    }

    private static let check: @Sendable (FormValues, inout Template) throws(ServiceError) -> Void = {
        _, template throws(ServiceError) in
        guard template.html.isEmpty, template.text.isEmpty else { return }
        throw ServiceError(
            .invalid, "The template has neither HTML nor text.", hint: "Fill in one of them.", field: "html")
    }
}

extension Tenant {
    package var templates: TenantRows<Template> {
        let kind = TemplateKind(context)
        return TenantRows(self, kind.kind, kind.operations())
    }
}

extension Template: Revisioned {}
